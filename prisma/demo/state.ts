import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { dataPath } from '@/lib/env';
import { demoPeople } from './people';

const stateSchema = z.object({
  version: z.literal(1),
  /** Made at random at first start; the demo project's accounts alone have it. */
  password: z.string().min(12),
  /** ms since the epoch. */
  startedAt: z.int().positive(),
  complete: z.boolean(),
});
export type DemoState = z.infer<typeof stateSchema>;

/** What is known of the demo project of this data folder; null before the first start. */
export function readDemoState(): DemoState | null {
  let text: string;
  try {
    text = readFileSync(dataPath('demo.json'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return stateSchema.parse(JSON.parse(text));
}

/** Writes the state whole or not at all; only its owner may read it. */
export function writeDemoState(state: DemoState): void {
  const file = dataPath('demo.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** How one signs in to the demo project. */
export interface DemoSignIn {
  readonly email: string;
  readonly role: string;
  readonly password: string;
}

/** The sign-ins to print at start; none when this data folder has no demo project. */
export function demoSignIns(): DemoSignIn[] {
  const state = readDemoState();
  if (state === null) return [];
  return Object.values(demoPeople).map(({ email, role }) => ({
    email,
    role,
    password: state.password,
  }));
}
