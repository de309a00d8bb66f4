import type { CodebookView } from '@/components/reader/model/codebook-view';
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
  if (changes.length === 0)
    return <p className="text-muted-foreground text-sm">Nothing changed.</p>;
  return (
    <dl className="grid gap-2 rounded-lg border bg-muted/40 p-3 text-sm">
      {changes.map((change) => (
        <div
          key={change.field === 'attribute' ? `attribute ${change.key}` : change.field}
          className="grid gap-x-3 gap-y-0.5 sm:grid-cols-[7.5rem_minmax(0,1fr)]"
        >
          <dt className="text-muted-foreground text-xs leading-6">{labelOf(change, context)}</dt>
          <dd className="min-w-0 break-words leading-6">
            <Difference change={change} context={context} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function labelOf(change: Change, { codebook, codeKey }: ChangeContext): string {
  switch (change.field) {
    case 'attribute':
      return attributeName(codebook, codeKey, change.key);
    case 'deleted':
      return 'Presence';
    case 'code':
      return 'Code';
    case 'passage':
      return 'Passage';
    case 'members':
      return 'Joins';
    case 'confidence':
      return 'Confidence';
    case 'memo':
      return 'Memo';
  }
}

function Difference({ change, context }: { change: Change; context: ChangeContext }) {
  const { codebook, codeKey, language, direction, members } = context;
  switch (change.field) {
    case 'deleted':
      return change.after ? <Removed>deleted</Removed> : <Added>brought back</Added>;
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
            {placesOf(change.before)} → {placesOf(change.after)}
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
    case 'members':
      return (
        <ul>
          {change.removed.map((member) => (
            <li key={member.annotationId}>
              <Removed>
                {roleName(codebook, codeKey, member.role)}: {members[member.annotationId]?.quote}
              </Removed>
            </li>
          ))}
          {change.added.map((member) => (
            <li key={member.annotationId}>
              <Added>
                {roleName(codebook, codeKey, member.role)}: {members[member.annotationId]?.quote}
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
  return fragments.map(({ start, end }) => `${start}–${end}`).join(', ') || 'none';
}

function scale(confidence: number | null): string | null {
  return confidence === null ? null : `${confidence} of 5`;
}
