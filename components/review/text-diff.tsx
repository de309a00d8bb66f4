import { useTranslations } from 'next-intl';
import { diffWords } from '@/lib/text/quote';

interface Props {
  before: string;
  after: string;
  language?: string | null;
  direction?: 'ltr' | 'rtl';
}

/** Removed words struck through on red, added ones underlined on green: line and colour both say it. */
export function TextDiff({ before, after, language, direction }: Props) {
  const changes = diffWords(before, after, language ?? undefined);
  let offset = 0;
  return (
    <span lang={language ?? undefined} dir={direction} className="font-serif text-[0.9375rem]">
      {changes.map(({ kind, text }) => {
        offset += text.length;
        const key = `${kind}:${offset}`;
        if (kind === 'same') return <span key={key}>{text}</span>;
        return kind === 'removed' ? (
          <Removed key={key}>{text}</Removed>
        ) : (
          <Added key={key}>{text}</Added>
        );
      })}
    </span>
  );
}

export function Removed({ children }: { children: React.ReactNode }) {
  const t = useTranslations('review');
  return (
    <del className="rounded-sm bg-danger-soft px-0.5 text-danger decoration-2">
      <span className="sr-only"> {t('removed')} </span>
      {children}
      <span className="sr-only">; </span>
    </del>
  );
}

export function Added({ children }: { children: React.ReactNode }) {
  const t = useTranslations('review');
  return (
    <ins className="rounded-sm bg-success-soft px-0.5 text-success decoration-2">
      <span className="sr-only"> {t('added')} </span>
      {children}
      <span className="sr-only">; </span>
    </ins>
  );
}
