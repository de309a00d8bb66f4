/** `npm start` and `npm run dev`. */
import { prepare } from './prepare.mjs';

prepare();
// Prisma queues queries on one connection, which pg warns of; whoever starts it cannot mend it.
process.noDeprecation = true;
const { register } = await import('tsx/esm/api');
register();
const { serve } = await import('./serve.ts');
await serve({ dev: process.argv.includes('--dev') });
