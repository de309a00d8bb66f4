/** `npm start` and `npm run dev`. */
import { prepare } from './prepare.mjs';

prepare();
const { register } = await import('tsx/esm/api');
register();
const { serve } = await import('./serve.ts');
await serve({ dev: process.argv.includes('--dev') });
