import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

/**
 * A UUIDv7 that is the same for the same name and moment (ms since the epoch), so that a demo whose
 * loading was cut short goes on where it stopped.
 */
export function namedId(startedAt: number, name: string): string {
  return uuidv7({ msecs: startedAt, random: createHash('sha256').update(name, 'utf8').digest() });
}
