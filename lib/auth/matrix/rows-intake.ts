import { importUrlsSchema } from '@/lib/ingest/url-schema';
import { action, command, commandOf, type Row } from './row';

/** An address that is refused before anything is connected to. */
const addresses = 'http://127.0.0.1:1/';
const nowhere = () => ({ addresses });

/** Doors of what is fetched from the web. */
export const INTAKE_ROWS: Readonly<Record<string, Row>> = {
  'lib/ingest/url-commands.ts#importUrls': command('articles.import', () => [
    [{ line: 1, raw: addresses }],
    { sourceName: 'urls.txt', dryRun: true },
  ]),
  'lib/ingest/url-commands.ts#startUrlImport': commandOf(
    'articles.import',
    importUrlsSchema,
    nowhere,
  ),
  'lib/ingest/actions.ts#importUrlsAction': action('articles.import', importUrlsSchema, nowhere),
};
