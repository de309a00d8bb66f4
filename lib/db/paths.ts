import path from 'node:path';

/**
 * The root of the checkout. Every door (npm scripts, the command line, tests, Next) starts its
 * process there; a bundled server cannot find it from `import.meta.url`.
 */
export function repoRoot(): string {
  return process.cwd();
}

/** Resolves a path of a setting against the root of the checkout. */
export function fromRoot(...segments: string[]): string {
  // Without the mark the bundler takes every file of the checkout for a part of the server.
  return path.resolve(/* turbopackIgnore: true */ repoRoot(), ...segments);
}
