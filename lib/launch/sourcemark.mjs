/** `npm run --silent sourcemark -- …`: the command line. */
import { prepare } from './prepare.mjs';

prepare();
// Prisma queues queries on one connection, which pg warns of; whoever types a command cannot mend it.
process.noDeprecation = true;
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('../cli/main.ts');
await main(process.argv.slice(2));
