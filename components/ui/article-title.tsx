import Link from 'next/link';

interface Props {
  href: string;
  article: {
    readonly title: string;
    /** Left out where a list does not tell it. */
    readonly publisher?: string | null;
    readonly language: string | null;
    readonly direction: 'ltr' | 'rtl';
  };
}

/** An article in a queue: its title, which leads on, in its own language, and who published it. */
export function ArticleTitle({ href, article }: Props) {
  return (
    <div>
      <Link
        href={href}
        data-queue-link
        prefetch={false}
        lang={article.language ?? undefined}
        dir={article.direction}
        className="block font-medium font-serif text-base leading-snug hover:text-primary hover:underline"
      >
        {article.title}
      </Link>
      {article.publisher ? (
        <p className="text-muted-foreground text-xs">{article.publisher}</p>
      ) : null}
    </div>
  );
}
