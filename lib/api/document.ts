import { writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { fromRoot } from '@/lib/db/paths';
import { describeApi } from './openapi';
import { OPERATIONS } from './registry';
import { API_ROOT } from './serve';

/** Where the document is kept for whoever writes a client without a running server. */
export const DOCUMENT_FILE = 'docs/openapi.json';
/** The types of the TypeScript client that the contract tests use. */
export const TYPES_FILE = 'e2e/api-types.ts';

/** The document as it is kept: with an address below the server's own. */
export function documentText(): string {
  return `${JSON.stringify(describeApi(OPERATIONS, API_ROOT), null, 2)}\n`;
}

/** The types of a client, made from the document by openapi-typescript. */
export async function clientTypes(): Promise<string> {
  const made = astToString(await openapiTS(documentText()));
  return `// Made from docs/openapi.json by \`npm run openapi\`; not written by hand.\n${made}`;
}

/** Writes both files; `npm run openapi`. */
export async function writeDocument(): Promise<void> {
  writeFileSync(fromRoot(DOCUMENT_FILE), documentText());
  writeFileSync(fromRoot(TYPES_FILE), await clientTypes());
}
