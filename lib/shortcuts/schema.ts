import { z } from 'zod';
import { isActionId } from './catalogue';
import { isChord } from './chord';

/** More than anyone uses for one action. */
const MOST_KEYS = 4;

const chordSchema = z.string().refine(isChord, 'This is not a key.');

/** A person's own keys: only the actions whose keys differ from those that come with the product. */
export type OwnKeys = Readonly<Record<string, readonly string[]>>;

/** As stored. A later product may know another version. */
export const storedKeysSchema = z.discriminatedUnion('version', [
  z.object({ version: z.literal(1), keys: z.record(z.string(), z.array(z.string())) }),
]);

export const setShortcutSchema = z.object({
  actionId: z.string().refine(isActionId, 'There is no such action.'),
  /** Empty: the action has no key. Null: the keys that it came with. */
  keys: z.array(chordSchema).max(MOST_KEYS).nullable(),
});
