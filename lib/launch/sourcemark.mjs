/** `npm run --silent sourcemark -- …`: the command line. */
import { prepare } from './prepare.mjs';

prepare();
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('../cli/main.ts');
await main(process.argv.slice(2));
