import { z } from 'zod';
import { ROLES, type Role } from '@/lib/auth/roles';
import type { Translate } from '@/lib/i18n/translate';
import { EVENT_TYPES, type EventLine } from '@/lib/provenance/schema';

/** The things that events are about, for the filter, in its order. */
export const THINGS = [
  'project',
  'member',
  'invitation',
  'codebook',
  'import',
  'feed',
  'article',
  'coding',
  'annotation',
  'relation',
  'operation',
  'review',
  'adjudication',
  'appeal',
  'training',
  'thread',
  'actor',
  'claim',
  'wire_copy',
  'dataset',
  'release',
  'suggestion',
  'suggestion_provider',
] as const;

/** What an event did, after the person's name; its type for a kind that is not known here. */
export function eventWords(
  { type, actorName, payload }: EventLine,
  people: ReadonlyMap<string, string>,
  t: Translate<'history'>,
): string {
  const joined =
    type === 'member.added' &&
    actorName !== null &&
    people.get(String(payload.userId)) === actorName;
  if (joined) return t('joined');
  const known = EVENT_TYPES.find((one) => one === type);
  return known ? t(`events.${known}`) : type;
}

/** What an import brought of the time before it. */
const pastSchema = z.object({ revisions: z.int(), decisions: z.int() });

const OPERATIONS = ['Mark', 'Change', 'Join', 'Link', 'Unlink', 'Delete', 'Restore'] as const;

/** A step of undo, as the log keeps its English label: a verb and the code's key. */
export function operationWords(label: string, t: Translate<'history'>): string {
  const [verb, ...code] = label.split(' ');
  const known = OPERATIONS.find((one) => one === verb);
  if (!known) return label;
  return known === 'Join'
    ? t('operations.Join')
    : t(`operations.${known}`, { code: code.join(' ') });
}

/** A few more words out of the payload, such as a name, a reason or a format; null for none. */
export function eventDetail(
  { payload }: EventLine,
  people: ReadonlyMap<string, string>,
  t: Translate<'history'>,
  tm: Translate<'members'>,
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
  if (person) words.push(people.get(person) ?? t('someone'));
  for (const key of ['email', 'name', 'source', 'reason', 'note', 'body', 'message', 'state']) {
    const value = text(payload[key]);
    if (value) words.push(value);
  }
  const role = nested('after', 'role') ?? text(payload.role);
  if (role) words.push(ROLES.some((one) => one === role) ? tm(`role.${role as Role}`) : role);
  const label = nested('operation', 'label');
  if (label) words.push(operationWords(label, t));
  if (typeof payload.versionNo === 'number')
    words.push(t('versionWord', { number: payload.versionNo }));
  const past = pastSchema.safeParse(payload.past);
  if (past.success) words.push(t('pastBrought', past.data));
  const format = text(payload.format);
  if (format) words.push(format);
  return words.length === 0 ? null : words.join(' · ');
}
