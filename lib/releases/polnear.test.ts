import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBrat } from '@/lib/ingest/formats/brat';
import { DEFAULT_LIMITS, type IncomingArticle } from '@/lib/ingest/schema';
import { openSource } from '@/lib/ingest/source';
import { createOffsetMap } from '@/lib/text/offsets';
import { readExternalRef } from './external-type';
import { createBratWriter } from './formats/brat';
import { writeAll } from './formats/testing/arbitrary-article';
import { bratSets } from './formats/testing/brat-sets';
import type { ExportAnnotation, ExportArticle } from './schema';

const shared = process.env.SOURCEMARK_SHARED ?? resolve(import.meta.dirname, '../../../shared');
const polnear = resolve(shared, 'corpora/polnear');

/** What the database would hand over of an article that was imported and not touched since. */
function untouched(article: IncomingArticle): ExportArticle {
  const map = createOffsetMap(article.text);
  const annotations: ExportAnnotation[] = [];
  const codings: ExportArticle['codings'][number][] = [];
  for (const coding of article.codings) {
    const coder = { id: `id-${coding.coder}`, name: coding.coder ?? 'unknown' };
    codings.push({ coder, state: 'submitted' });
    const common = {
      revision: 1,
      layer: 'attribution',
      coder,
      author: coder,
      createdAt: '2026-01-01T00:00:00Z',
      codebookVersion: 1,
      review: { state: 'unreviewed' as const, reviewer: null, decidedAt: null, reason: null },
      impliedAttributes: [],
      deleted: false,
    };
    for (const one of [...coding.annotations, ...coding.composites]) {
      const composite = 'members' in one;
      annotations.push({
        ...common,
        id: `${coder.name}/${one.externalId}`,
        kind: composite ? 'composite' : 'span',
        code: one.type.toLowerCase(),
        externalType: one.type,
        fragments: one.fragments.map((f) => ({ ...f, quote: map.slice(f.start, f.end) })),
        attributes: one.attributes,
        memo: one.memo,
        confidence: one.confidence,
        members: composite
          ? one.members.map(({ role, targetExternalId }) => ({
              role: role.toLowerCase(),
              annotationId: `${coder.name}/${targetExternalId}`,
            }))
          : [],
        externalRef: readExternalRef(one.externalRef),
      });
    }
  }
  return {
    id: article.externalId,
    articleId: article.externalId,
    version: 1,
    name: article.externalId,
    url: null,
    title: article.fields.title ?? '',
    language: 'en',
    text: article.text,
    textSha256: '',
    metadata: {},
    codings,
    annotations,
    earlier: [],
    relations: [],
    decisions: [],
  };
}

describe.skipIf(!existsSync(polnear))('PolNeAR, read and written again', () => {
  test.each(['annotator-training', 'train'])(
    '%s is equal as sets, for each coder',
    async (part) => {
      const folder = resolve(polnear, part);
      const source = await openSource(folder);
      if (!source.ok) throw new Error(source.error.userMessage);
      const articles: ExportArticle[] = [];
      for await (const row of readBrat(source.value, DEFAULT_LIMITS)) {
        if (row.kind === 'article') articles.push(untouched(row));
      }
      const files = writeAll(createBratWriter(), articles);
      const originals = readdirSync(resolve(folder, 'attributions'));
      const written = [...files.keys()].filter((name) => name.endsWith('.ann'));
      expect(written.sort()).toEqual(originals.sort());
      let records = 0;
      let identical = 0;
      for (const name of originals) {
        const text = readFileSync(resolve(folder, 'text', `${name.slice(0, -9)}.txt`), 'utf8');
        const original = readFileSync(resolve(folder, 'attributions', name), 'utf8');
        const export_ = files.get(name) ?? '';
        const [a, b] = [bratSets(export_, text), bratSets(original, text)];
        expect(a).toEqual(b);
        records += a.texts.length + a.events.length;
        const lines = (ann: string) =>
          ann
            .split('\n')
            .map((line) => line.trimEnd())
            .sort();
        if (JSON.stringify(lines(export_)) === JSON.stringify(lines(original))) identical += 1;
      }
      expect(records).toBe(part === 'train' ? 12469 + 3192 : 1305 + 322);
      // One file of `train` has a record that spills over a line break; it comes out cut there.
      expect(identical).toBe(part === 'train' ? originals.length - 1 : originals.length);
    },
    120_000,
  );
});
