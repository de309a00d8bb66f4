import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fromRoot } from '@/lib/db/paths';

/** One way in: an exported function of a commands or actions file, a page, or a route's method. */
export interface Door {
  /** `lib/review/commands.ts#acceptAnnotation`, `app/(workspace)/page.tsx#default`, `…/route.ts#GET`. */
  readonly id: string;
  readonly open: (...args: unknown[]) => unknown;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Every door of the source tree, found by reading it, in the order of their ids. */
export async function findDoors(): Promise<Door[]> {
  const doors: Door[] = [];
  for (const file of [...sources('lib'), ...sources('app')]) {
    const kind = kindOf(file);
    if (kind === null) continue;
    const module: Record<string, unknown> = await import(pathToFileURL(fromRoot(file)).href);
    for (const [name, value] of Object.entries(module)) {
      if (typeof value !== 'function') continue;
      if (kind === 'page' && name !== 'default') continue;
      if (kind === 'route' && !METHODS.includes(name)) continue;
      doors.push({ id: `${file}#${name}`, open: value as Door['open'] });
    }
  }
  return doors.sort((a, b) => a.id.localeCompare(b.id));
}

type Kind = 'command' | 'action' | 'page' | 'route';

function kindOf(file: string): Kind | null {
  if (/^app\/(.*\/)?page\.tsx$/.test(file)) return 'page';
  if (/^app\/(.*\/)?route\.ts$/.test(file)) return 'route';
  if (isServerAction(file)) return 'action';
  // commands.ts, thread-commands.ts, and a folder commands/ where one file would be too long.
  if (/^lib\/.*(^|[/-])commands(\/[^/]+)?\.ts$/.test(file)) return 'command';
  return null;
}

/** By its directive, not its name: that is what makes its exports callable from outside. */
function isServerAction(file: string): boolean {
  const text = readFileSync(fromRoot(file), 'utf8');
  const serves = /^\s*['"]use server['"]/m.test(text);
  if (serves && !/actions\.ts$/.test(file)) {
    throw new Error(
      `${file} says "use server": actions live in actions.ts, where they are checked`,
    );
  }
  return serves;
}

function sources(folder: string): string[] {
  return readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter(
      (name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|testing\.ts$|\/generated\//.test(name),
    );
}
