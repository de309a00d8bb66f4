import type { EventLine, EventType } from '@/lib/provenance/schema';

/** What each event did, after the person's name. */
export const EVENT_WORDS: Readonly<Record<EventType, string>> = {
  'project.created': 'made the project',
  'project.changed': 'changed the project',
  'member.added': 'added a member',
  'member.role_changed': 'changed a member’s role',
  'member.removed': 'removed a member',
  'member.deactivated': 'shut an account',
  'member.reset_link_made': 'made a link for a new password',
  'invitation.created': 'invited someone',
  'invitation.accepted': 'accepted an invitation',
  'invitation.revoked': 'withdrew an invitation',
  'codebook.created': 'made the codebook',
  'codebook.published': 'published a codebook version',
  'codebook.draft_started': 'began a draft of the codebook',
  'codebook.draft_changed': 'edited the draft of the codebook',
  'codebook.draft_discarded': 'discarded the draft of the codebook',
  'codebook.migration_started': 'began to carry annotations over to a new codebook version',
  'codebook.migrated': 'carried a coding over to a new codebook version',
  'codebook.migration_finished': 'ended the carrying over',
  'import.started': 'began an import',
  'import.batch_stored': 'loaded articles',
  'import.finished': 'ended an import',
  'coding.started': 'began to code',
  'coding.submitted': 'submitted a coding',
  'coding.reopened': 'reopened a coding',
  'annotation.created': 'made an annotation',
  'annotation.changed': 'changed an annotation',
  'annotation.deleted': 'deleted an annotation',
  'annotation.restored': 'brought back an annotation',
  'annotation.migrated': 'carried an annotation over to a new codebook version',
  'relation.created': 'linked two annotations',
  'relation.changed': 'changed a link',
  'relation.deleted': 'removed a link',
  'relation.restored': 'brought back a link',
  'relation.migrated': 'carried a link over to a new codebook version',
  'operation.undone': 'undid a step',
  'operation.redone': 'redid a step',
  'review.accepted': 'accepted an annotation',
  'review.amended': 'amended an annotation',
  'review.rejected': 'rejected an annotation',
  'review.asked': 'asked about an annotation',
  'review.contested': 'contested a review',
  'thread.opened': 'opened a thread',
  'thread.commented': 'replied in a thread',
  'thread.resolved': 'resolved a thread',
  'thread.reopened': 'reopened a thread',
  'suggestion.asked': 'asked for suggestions',
  'suggestion.accepted': 'accepted a suggestion',
  'suggestion.changed': 'accepted a suggestion with changes',
  'suggestion.rejected': 'rejected a suggestion',
  'suggestion_provider.saved': 'set up a suggestion provider',
  'suggestion_provider.removed': 'removed a suggestion provider',
  'dataset.exported': 'exported a dataset',
};

/** The things that events are about, for the filter. */
export const THING_WORDS: Readonly<Record<string, string>> = {
  project: 'Project',
  member: 'Members',
  invitation: 'Invitations',
  codebook: 'Codebook',
  import: 'Imports',
  coding: 'Codings',
  annotation: 'Annotations',
  relation: 'Links',
  operation: 'Undo and redo',
  review: 'Reviews',
  thread: 'Threads',
  dataset: 'Exports',
};

/** Words for an event of any kind, known or not. */
export function eventWords(event: EventLine, people: ReadonlyMap<string, string>): string {
  const { type, actorName, payload } = event;
  const joined =
    type === 'member.added' &&
    actorName !== null &&
    people.get(String(payload.userId)) === actorName;
  return joined ? 'joined' : (EVENT_WORDS[type as EventType] ?? type);
}

/** A few more words out of the payload, such as a name, a reason or a format; null for none. */
export function eventDetail(
  { payload }: EventLine,
  people: ReadonlyMap<string, string>,
): string | null {
  const words: string[] = [];
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const nested = (key: string, inner: string) => {
    const value = payload[key];
    return value !== null && typeof value === 'object'
      ? text((value as Record<string, unknown>)[inner])
      : null;
  };
  const person = text(payload.userId);
  if (person) words.push(people.get(person) ?? 'someone');
  for (const key of ['email', 'name', 'source', 'reason', 'body', 'message', 'state']) {
    const value = text(payload[key]);
    if (value) words.push(value);
  }
  const role = nested('after', 'role') ?? text(payload.role);
  if (role) words.push(role);
  const label = nested('operation', 'label');
  if (label) words.push(label);
  if (typeof payload.versionNo === 'number') words.push(`version ${payload.versionNo}`);
  const format = text(payload.format);
  if (format) words.push(format);
  return words.length === 0 ? null : words.join(' · ');
}
