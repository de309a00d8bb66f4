import path from 'node:path';
import { importSource } from '@/lib/ingest/commands';
import { openSource } from '@/lib/ingest/source';
import { writeBratFolder } from './brat-folder';
import { copyBack } from './copy-baseline';
import { settle, withBenchDatabase } from './database';
import { must } from './must';
import { grouped, timed } from './statistics';
import type { Bench } from './types';

const TABLES = ['annotations', 'annotation_revisions', 'fragments'];
const EACH = 100;

/** 300,000 annotations as brat, 100 to an article of 3,600 characters, against bare COPY. */
export const importAnnotations: Bench = {
  name: 'import-annotations',
  about: 'brat with 300,000 annotations through the import, against COPY of the same rows',
  async run({ quick, folder, say }) {
    const articles = quick ? 100 : 3000;
    const count = articles * EACH;
    const source = path.join(folder, 'brat');
    await writeBratFolder(source, { articles, annotationsEach: EACH, length: 3600 });
    say(`${grouped(count)} annotations in ${grouped(articles)} texts`);
    const { imported, copied, rows } = await withBenchDatabase(async (database) => {
      await settle(database);
      const actor = { kind: 'operator', projectId: database.projectId } as const;
      const { value, seconds } = await timed(async () =>
        must(
          await importSource(actor, must(await openSource(source)), {
            format: 'brat',
            sourceName: 'brat',
          }),
        ),
      );
      if (value.annotations.created !== count) {
        throw new Error(`Stored ${JSON.stringify(value).slice(0, 2000)}.`);
      }
      say(`import ${seconds.toFixed(2)} s`);
      const copy = await copyBack(database, TABLES, folder);
      say(`COPY ${copy.seconds.toFixed(2)} s of ${JSON.stringify(copy.rows)}`);
      return { imported: seconds, copied: copy.seconds, rows: copy.rows };
    });
    return [
      {
        bench: this.name,
        what: `${grouped(count)} brat annotations, with their ${grouped(articles)} articles: read, check, store, event`,
        measured: `${grouped(count / imported)} annotations/s`,
        baseline: `${grouped(count / copied)}/s by COPY into annotations, annotation_revisions, fragments`,
        figure: copied / imported,
        goal: { is: 'at least', value: 0.45 },
        details: { imported, copied, rows },
      },
    ];
  },
};
