import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { alias, inline } from './vitest.alias.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  resolve: { alias },
  test: {
    include: ['{lib,prisma,app}/**/*.db.test.ts'],
    environment: 'node',
    server: { deps: { inline } },
    globalSetup: '.config/db-global-setup.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One process per file: the connections of a file are its own.
    pool: 'forks',
    maxWorkers: 2,
  },
});
