import { changeFeedSchema, feedRefSchema, watchFeedSchema } from '@/lib/feeds/schema';
import { importUrlsSchema } from '@/lib/ingest/url-schema';
import { action, command, commandOf, type Row } from './row';

/** An address that is refused before anything is connected to. */
const addresses = 'http://127.0.0.1:1/';
const nowhere = () => ({ addresses });
const aFeed = () => ({ url: `https://feeds.example/${crypto.randomUUID()}` });

/** Doors of what is fetched from the web. */
export const INTAKE_ROWS: Readonly<Record<string, Row>> = {
  'lib/feeds/commands.ts#watchFeed': commandOf('articles.import', watchFeedSchema, aFeed),
  'lib/feeds/commands.ts#changeFeed': commandOf('articles.import', changeFeedSchema),
  'lib/feeds/commands.ts#pauseFeed': commandOf('articles.import', feedRefSchema),
  'lib/feeds/commands.ts#resumeFeed': commandOf('articles.import', feedRefSchema),
  'lib/feeds/commands.ts#removeFeed': commandOf('articles.import', feedRefSchema),
  'lib/feeds/commands.ts#checkFeed': commandOf('articles.import', feedRefSchema),
  'lib/feeds/actions.ts#watchFeedAction': action('articles.import', watchFeedSchema, aFeed),
  'lib/feeds/actions.ts#changeFeedAction': action('articles.import', changeFeedSchema),
  'lib/feeds/actions.ts#pauseFeedAction': action('articles.import', feedRefSchema),
  'lib/feeds/actions.ts#resumeFeedAction': action('articles.import', feedRefSchema),
  'lib/feeds/actions.ts#removeFeedAction': action('articles.import', feedRefSchema),
  'lib/feeds/actions.ts#checkFeedAction': action('articles.import', feedRefSchema),
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
