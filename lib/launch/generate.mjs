/** `npm run generate`: makes the database client of prisma/schema.prisma in lib/db/generated. */
import { generateClient, root } from './prepare.mjs';

process.chdir(root);
generateClient({ force: true });
console.log('The database client is in lib/db/generated.');
