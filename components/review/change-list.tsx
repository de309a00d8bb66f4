import { useTranslations } from 'next-intl';
import type { CodebookView } from '@/components/reader/model/codebook-view';
import type { Translate } from '@/lib/i18n/translate';
import type { Change } from '@/lib/review/changes';
import type { MemberDto } from '@/lib/review/schema';
import { Added, Removed, TextDiff } from './text-diff';
import { attributeName, roleName, valueWords } from './words';

export interface ChangeContext {
  readonly codebook: CodebookView;
  /** The code that attributes and roles are looked up under: the later one. */
  readonly codeKey: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly members: Readonly<Record<string, MemberDto>>;
}

/** What changed, field by field, before and after. */
export function ChangeList({
  changes,
  context,
}: {
  changes: readonly Change[];
  context: ChangeContext;
}) {
  const t = useTranslations('history');
  if (changes.length === 0)
    return <p className="text-muted-foreground text-sm">{t('nothingChanged')}</p>;
  return (
    <dl className="grid gap-2 rounded-lg border bg-muted/40 p-3 text-sm">
      {changes.map((change) => (
        <div
          key={change.field === 'attribute' ? `attribute ${change.key}` : change.field}
          className="grid gap-x-3 gap-y-0.5 sm:grid-cols-[7.5rem_minmax(0,1fr)]"
        >
          <dt className="text-muted-foreground text-xs leading-6">{labelOf(change, context, t)}</dt>
          <dd className="min-w-0 break-words leading-6">
            <Difference change={change} context={context} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function labelOf(
  change: Change,
  { codebook, codeKey }: ChangeContext,
  t: Translate<'history'>,
): string {
  return change.field === 'attribute'
    ? attributeName(codebook, codeKey, change.key)
    : t(`fields.${change.field}`);
}

function Difference({ change, context }: { change: Change; context: ChangeContext }) {
  const t = useTranslations('history');
  const { codebook, codeKey, language, direction, members } = context;
  const scale = (confidence: number | null) =>
    confidence === null ? null : t('ofFive', { confidence });
  switch (change.field) {
    case 'deleted':
      return change.after ? <Removed>{t('deleted')}</Removed> : <Added>{t('broughtBack')}</Added>;
    case 'code':
      return (
        <Sides before={codebook.nameOf(change.before)} after={codebook.nameOf(change.after)} />
      );
    case 'passage': {
      const before = wordsOf(change.before);
      const after = wordsOf(change.after);
      return (
        <>
          <TextDiff {...{ before, after, language, direction }} />
          <span className="block text-muted-foreground text-xs tabular">
            {placesOf(change.before) || t('noPassage')} → {placesOf(change.after) || t('noPassage')}
          </span>
        </>
      );
    }
    case 'attribute': {
      const words = (value: typeof change.before) =>
        value === null ? null : valueWords(codebook, codeKey, change.key, value);
      return <Sides before={words(change.before)} after={words(change.after)} />;
    }
    case 'confidence':
      return <Sides before={scale(change.before)} after={scale(change.after)} />;
    case 'memo':
      return <TextDiff before={change.before ?? ''} after={change.after ?? ''} />;
    case 'order':
      return (
        <ol>
          {change.after.map((member) => (
            <li key={member.annotationId}>
              {roleName(codebook, codeKey, member.role)}: {members[member.annotationId]?.quote}
            </li>
          ))}
        </ol>
      );
    case 'members':
      return (
        <ul>
          {change.removed.map((member) => (
            <li key={member.annotationId}>
              <Removed>
                {t('memberQuote', {
                  role: roleName(codebook, codeKey, member.role),
                  quote: members[member.annotationId]?.quote ?? '',
                })}
              </Removed>
            </li>
          ))}
          {change.added.map((member) => (
            <li key={member.annotationId}>
              <Added>
                {t('memberQuote', {
                  role: roleName(codebook, codeKey, member.role),
                  quote: members[member.annotationId]?.quote ?? '',
                })}
              </Added>
            </li>
          ))}
        </ul>
      );
  }
}

function Sides({ before, after }: { before: string | null; after: string | null }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      {before ? <Removed>{before}</Removed> : null}
      {before && after ? <span aria-hidden>→</span> : null}
      {after ? <Added>{after}</Added> : null}
    </span>
  );
}

type Fragments = Extract<Change, { field: 'passage' }>['before'];

function wordsOf(fragments: Fragments): string {
  return fragments.map(({ quote }) => quote).join(' … ');
}

function placesOf(fragments: Fragments): string {
  return fragments.map(({ start, end }) => `${start}–${end}`).join(', ');
}
