import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ThreadLine } from '@/lib/dashboard/schema';

const TONES = { note: 'outline', question: 'info', contest: 'warning' } as const;

/** Open threads: what was said last, about which words, and the way there. */
export function ThreadList({
  projectId,
  lines,
}: {
  projectId: string;
  lines: readonly ThreadLine[];
}) {
  const t = useTranslations('dashboard');
  return (
    <ul className="grid gap-3">
      {lines.map((line) => (
        <li key={line.id} className="rounded-lg border bg-card p-4">
          <p className="flex flex-wrap items-center gap-2 text-muted-foreground text-xs">
            <Badge tone={TONES[line.kind]}>{t(`threads.kind.${line.kind}`)}</Badge>
            <span>
              {t('threads.by', { name: line.openedByName })} <RelativeTime value={line.openedAt} />
            </span>
          </p>
          <p className="mt-2 break-words">{line.lastWords}</p>
          <Link
            href={
              line.annotationId
                ? `/projects/${projectId}/annotations/${line.annotationId}`
                : `/projects/${projectId}/articles/${line.articleId}?version=${line.versionNo}`
            }
            prefetch={false}
            lang={line.language ?? undefined}
            dir={line.direction}
            className="mt-2 block font-serif text-[0.9375rem] hover:text-primary hover:underline"
          >
            {line.quote || t('threads.wholeArticle')}
          </Link>
          <p className="mt-1 text-muted-foreground text-xs">{line.title}</p>
        </li>
      ))}
    </ul>
  );
}
