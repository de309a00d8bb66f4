import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import type { DisagreementDto, DisagreementsDto, SideDto } from '@/lib/reliability/schema';

interface Props {
  projectId: string;
  disagreements: DisagreementsDto;
  codeName: (key: string) => string;
}

/** Each disagreement in its words: what either coder marked, and a way to the place in the article. */
export function DisagreementList({ projectId, disagreements, codeName }: Props) {
  const t = useTranslations('agreement.disagreements');
  const { shown, total } = disagreements;
  if (total === 0) return <p className="text-muted-foreground text-sm">{t('none')}</p>;
  return (
    <>
      <p className="mb-3 text-muted-foreground text-sm">
        {shown.length < total ? t('shown', { shown: shown.length, total }) : t('all', { total })}
      </p>
      <ol className="grid gap-3">
        {shown.map((one) => (
          <li
            key={`${one.article.id} ${one.one.coder.id} ${one.other.coder.id} ${one.one.annotationId} ${one.other.annotationId}`}
            className="rounded-xl border bg-card p-4"
          >
            <div className="mb-2 flex flex-wrap items-center gap-2 text-sm">
              <Badge>{t(one.kind)}</Badge>
              <span className="min-w-0 truncate text-muted-foreground" dir="auto">
                {one.article.title}
              </span>
            </div>
            <Words disagreement={one} />
            <dl className="mt-3 grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
              <Said side={one.one} codeName={codeName} line={FIRST} />
              <Said side={one.other} codeName={codeName} line={SECOND} />
            </dl>
            <Link
              href={`/projects/${projectId}/articles/${one.article.id}?at=${one.at[0]}-${one.at[1]}`}
              className="mt-3 inline-block text-primary text-sm underline underline-offset-4"
            >
              {t('open')}
            </Link>
          </li>
        ))}
      </ol>
    </>
  );
}

// Told apart by where the line is, not by its colour alone.
const FIRST = 'border-b-[3px] border-b-primary';
const SECOND = 'border-t-[3px] border-t-warning';

function Said({
  side,
  codeName,
  line,
}: {
  side: SideDto;
  codeName: Props['codeName'];
  line: string;
}) {
  const t = useTranslations('agreement.disagreements');
  return (
    <div className="flex gap-2">
      <dt className={cn('font-medium', side.code !== null && line)}>{side.coder.name}</dt>
      <dd className={side.code === null ? 'text-muted-foreground' : undefined}>
        {side.code === null ? t('nothing') : codeName(side.code)}
      </dd>
    </div>
  );
}

/** The words around, the first coder's underlined, the second's with a line above. */
function Words({
  disagreement: { context, one, other, article },
}: {
  disagreement: DisagreementDto;
}) {
  const cuts = [...new Set([0, context.length, ...[...one.marks, ...other.marks].flat()])].sort(
    (a, b) => a - b,
  );
  const within = (side: SideDto, at: number) =>
    side.marks.some(([start, end]) => start <= at && at < end);
  return (
    <p
      lang={article.language ?? undefined}
      dir={article.direction}
      className="whitespace-pre-line font-serif leading-8"
    >
      {cuts.slice(0, -1).map((start, index) => {
        const words = context.slice(start, cuts[index + 1]);
        const inOne = within(one, start);
        const inOther = within(other, start);
        if (!inOne && !inOther) return words;
        return (
          <mark
            key={start}
            className={cn('bg-primary-soft text-foreground', inOne && FIRST, inOther && SECOND)}
          >
            {words}
          </mark>
        );
      })}
    </p>
  );
}
