import type { AnnotationDto } from '@/lib/annotations/schema';
import type { CodebookAttribute } from '@/lib/codebook/schema';
import type { Draft } from '../queue/draft-storage';
import { withExpectedNo } from '../queue/rebase';
import { annotationOf, type Command } from './command';
import { quoteOf } from './describe';
import type { ReaderModel } from './reader-model';

/** Changes of one annotation that met a newer revision. */
export interface Conflict {
  readonly annotationId: string;
  readonly drafts: readonly Draft[];
  /** What the person had before them; undefined when this page never saw it. */
  readonly before: AnnotationDto | undefined;
  /** What they made of it; null when they deleted it. */
  readonly mine: AnnotationDto | null;
  /** What it is now; null when it was deleted meanwhile. */
  readonly theirs: AnnotationDto | null;
}

/** The server's side of a stale write, as `staleVersion` in lib/annotations/moves.ts gives it. */
function theirsOf(draft: Draft): AnnotationDto | null {
  const details = draft.error?.details;
  if (typeof details !== 'object' || details === null || !('theirs' in details)) return null;
  return (details.theirs as AnnotationDto | null) ?? null;
}

/** The same changes on top of the newer revision, one after the other. */
export function onTopOf(drafts: readonly Draft[], revisionNo: number): Command[] {
  return drafts.map(({ command }, index) => withExpectedNo(command, revisionNo + index));
}

/** Groups stale drafts of this article by annotation. */
export function conflictsOf(refused: readonly Draft[], model: ReaderModel): Conflict[] {
  const groups = new Map<string, Draft[]>();
  for (const draft of refused) {
    const id = annotationOf(draft.command);
    const here = draft.command.input.articleVersionId === model.data.article.versionId;
    if (draft.state !== 'conflict' || id === null || !here) continue;
    groups.set(id, [...(groups.get(id) ?? []), draft]);
  }
  return [...groups].map(([annotationId, drafts]) => {
    const theirs = drafts.map(theirsOf).find((one) => one !== null) ?? null;
    const known = model.store.confirmedHead(annotationId);
    // After a reload the page knows only the newer revision: then ours is shown on top of that.
    const before = known && theirs && known.revisionNo < theirs.revisionNo ? known : undefined;
    const seen = before ?? theirs;
    const mine =
      seen &&
      onTopOf(drafts, seen.revisionNo).reduce<AnnotationDto | null>(
        (head, command) => (head ? model.after(command, head) : null),
        seen,
      );
    return { annotationId, drafts, before, theirs, mine };
  });
}

/** One line of the comparison; null where a side has nothing. */
export interface Difference {
  readonly name: string;
  readonly before: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
}

/** The fields in which the sides differ from each other or from what was seen. */
export function differencesOf(conflict: Conflict, model: ReaderModel): Difference[] {
  const sides = [conflict.before ?? conflict.theirs, conflict.mine, conflict.theirs].map((head) =>
    head ? fieldsOf(head, model) : new Map<string, string>(),
  );
  const names = new Set(sides.flatMap((side) => [...side.keys()]));
  return [...names]
    .map((name) => {
      const [before = null, mine = null, theirs = null] = sides.map((side) => side.get(name));
      return { name, before, mine, theirs };
    })
    .filter(({ before, mine, theirs }) => before !== mine || before !== theirs);
}

/** What two people may see differently in an annotation: name and value, as shown. */
function fieldsOf(head: AnnotationDto, model: ReaderModel): Map<string, string> {
  const fields = new Map<string, string>();
  fields.set(model.t('conflict.code'), model.codebook.nameOf(head.codeKey));
  if (head.fragments.length > 0) fields.set(model.t('conflict.words'), quoteOf(head));
  if (head.members.length > 0) {
    const members = head.members.map(
      ({ role, annotationId }) => `${role}: ${quoteOf(model.store.get(annotationId))}`,
    );
    fields.set(model.t('conflict.members'), members.join('\n'));
  }
  for (const definition of model.codebook.attributes(head.codeKey)) {
    const value = head.attributes[definition.key];
    if (value === undefined) continue;
    const nameOf = (one: string | number) => optionName(definition, one, model);
    fields.set(
      model.codebook.say(definition.name),
      Array.isArray(value) ? value.map(nameOf).join(', ') : nameOf(value),
    );
  }
  if (head.confidence !== null) fields.set(model.t('confidence'), String(head.confidence));
  if (head.memo !== null) fields.set(model.t('memo.title'), head.memo);
  return fields;
}

function optionName(
  definition: CodebookAttribute,
  value: string | number,
  { codebook }: ReaderModel,
): string {
  const option = definition.options.find((one) => one.value === value);
  return option ? codebook.say(option.name) : String(value);
}
