import { useTranslations } from 'next-intl';
import { Added, Removed } from '@/components/review/text-diff';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import type { TextChange } from '@/lib/text/quote';
import type { DiffRow } from '@/lib/text/version-diff';

interface Props {
  rows: readonly DiffRow[];
  language: string | null;
  direction: 'ltr' | 'rtl';
  /** What the two texts are called. */
  from: string;
  to: string;
}

/** Paragraphs without a change between two that changed are told by their number. */
const KEPT_AROUND = 1;

/** Two texts: side by side on a wide screen, one under the other with both in one line on a narrow one. */
export function VersionDiff({ rows, language, direction, from, to }: Props) {
  const t = useTranslations('versions');
  const shown = folded(rows);
  return (
    <div className="overflow-hidden rounded-xl border bg-card">
      <div
        aria-hidden
        className="hidden border-b bg-muted/60 font-medium text-muted-foreground text-xs lg:grid lg:grid-cols-2"
      >
        <p className="px-4 py-2">{from}</p>
        <p className="border-l px-4 py-2">{to}</p>
      </div>
      <ol>
        {shown.map((one) =>
          typeof one === 'number' ? (
            <li
              key={`same-${one}`}
              className="border-b bg-muted/30 px-4 py-1.5 text-center text-muted-foreground text-xs last:border-b-0"
            >
              {t('unchanged', { count: one % ROWS })}
            </li>
          ) : (
            <Row key={one.index} row={one.row} {...{ language, direction }} />
          ),
        )}
      </ol>
    </div>
  );
}

/** More paragraphs than an article has: keeps two counts of folded rows apart as keys. */
const ROWS = 100_000;

function folded(rows: readonly DiffRow[]): (number | { index: number; row: DiffRow })[] {
  const near = rows.map((_, index) =>
    rows
      .slice(Math.max(0, index - KEPT_AROUND), index + KEPT_AROUND + 1)
      .some(({ kind }) => kind !== 'same'),
  );
  const shown: (number | { index: number; row: DiffRow })[] = [];
  for (const [index, row] of rows.entries()) {
    const last = shown.at(-1);
    if (near[index]) shown.push({ index, row });
    else if (typeof last === 'number') shown[shown.length - 1] = last + 1;
    else shown.push((index + 1) * ROWS + 1);
  }
  return shown;
}

const TONES: Partial<Record<DiffRow['kind'], BadgeTone>> = {
  added: 'success',
  removed: 'danger',
  moved: 'info',
};

function Row({
  row,
  language,
  direction,
}: { row: DiffRow } & Pick<Props, 'language' | 'direction'>) {
  const t = useTranslations('versions');
  const tone = TONES[row.kind];
  const text = { lang: language ?? undefined, dir: direction };
  const side = (kind: 'removed' | 'added') => row.changes.filter((one) => one.kind !== kind);
  const badge = tone ? (
    <Badge tone={tone} className="mb-1.5">
      {row.kind === 'moved'
        ? t(row.before === null ? 'rows.movedHere' : 'rows.movedAway')
        : t(`rows.${row.kind === 'added' ? 'added' : 'removed'}`)}
    </Badge>
  ) : null;
  const words = 'whitespace-pre-wrap text-pretty font-serif text-[0.9375rem] leading-relaxed';
  return (
    <li className={cn('border-b last:border-b-0', row.kind === 'same' && 'text-muted-foreground')}>
      <div className="px-4 py-3 lg:hidden">
        {badge}
        <p {...text} className={words}>
          <Changes changes={row.changes} whole={row.kind === 'moved'} />
        </p>
      </div>
      <div className="hidden lg:grid lg:grid-cols-2">
        <div className="px-4 py-3">
          {row.before === null ? null : (
            <>
              {badge}
              <p {...text} className={words}>
                <Changes changes={side('added')} whole={row.kind === 'moved'} />
              </p>
            </>
          )}
        </div>
        <div className="border-l px-4 py-3">
          {row.after === null ? null : (
            <>
              {badge}
              <p {...text} className={words}>
                <Changes changes={side('removed')} whole={row.kind === 'moved'} />
              </p>
            </>
          )}
        </div>
      </div>
    </li>
  );
}

/** `whole`: it moved as it is, so that no word of it is marked. */
function Changes({ changes, whole }: { changes: readonly TextChange[]; whole: boolean }) {
  let offset = 0;
  return changes.map(({ kind, text }) => {
    offset += text.length;
    const key = `${kind}:${offset}`;
    if (kind === 'same' || whole) return <span key={key}>{text}</span>;
    return kind === 'removed' ? (
      <Removed key={key}>{text}</Removed>
    ) : (
      <Added key={key}>{text}</Added>
    );
  });
}
