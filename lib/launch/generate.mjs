/** `npm run generate`: makes the database client of prisma/schema.prisma in lib/db/generated. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs `prisma generate`; throws with its output when it fails. */
export function generateClient() {
  const prisma = fileURLToPath(import.meta.resolve('prisma/build/index.js'));
  const result = spawnSync(
    process.execPath,
    [prisma, 'generate', '--config', 'prisma/prisma.config.ts', '--no-hints'],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        // Without a file here the command downloads an engine that generating never runs.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: '1',
      },
    },
  );
  if (result.status !== 0) {
    throw new Error(`prisma generate failed:\n${result.stdout ?? ''}${result.stderr ?? ''}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  generateClient();
  console.log('The database client is in lib/db/generated.');
}
