import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { alias, inline } from './vitest.alias.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  resolve: { alias },
  test: {
    include: ['lib/**/*.test.ts', 'components/**/*.test.ts', 'components/**/*.test.tsx'],
    exclude: ['**/*.db.test.ts', '**/node_modules/**'],
    environment: 'node',
    server: { deps: { inline } },
    testTimeout: 30_000,
    pool: 'threads',
    maxWorkers: 2,
  },
});
