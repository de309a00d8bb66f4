import { beforeAll, describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands/create';
import { createAnnotationSchema } from '@/lib/annotations/schema';
import { newTestProject, unwrap } from '@/lib/auth/people-testing';
import { testDatabase } from '@/lib/db/testing';
import { sliceByCodePoints } from '@/lib/text/offsets';
import { findPlaces, search } from './queries';
import type { SearchResults } from './schema';
import { filterOf, loadArticles } from './testing';

const db = await testDatabase();

const ARTICLES = [
  {
    id: 'fr',
    title: 'Le ministre et la grève',
    language: 'fr',
    publisher: 'Le Courrier',
    published_at: '2024-03-01T10:00:00Z',
    text: 'Le porte-parole a déclaré que l’accord tient. 🚀 Selon le syndicat, les déclarations du ministre sont tardives.\n\nL’été dernier, rien n’avait été dit.',
  },
  {
    id: 'en',
    title: 'Harbour fees',
    language: 'en',
    publisher: 'The Courier',
    published_at: '2024-03-05T10:00:00Z',
    text: 'The council declared an end to the fees. The fees were declared unfair. Officials declare nothing.',
  },
  {
    id: 'ar',
    title: 'أَعْلَنَت الوزارة',
    language: 'ar',
    published_at: '2024-03-09T10:00:00Z',
    text: 'أَعْلَنَتِ الوزارةُ عن اتفاق جديد، وقالت إلى الصحفيين إنه نهائي.',
  },
  {
    id: 'zh',
    title: '北京',
    language: 'zh',
    text: '外交部发言人在北京表示，协议仍然有效。',
  },
];

const project = await newTestProject();
const { projectId } = project;
const actor = await project.member('analyst');

async function find(given: Readonly<Record<string, unknown>>): Promise<SearchResults> {
  return unwrap(await search(actor, filterOf(given))).results;
}

/** The ids of the found articles with the words found in each. */
async function hits(given: Readonly<Record<string, unknown>> | string) {
  const results = await find(typeof given === 'string' ? { q: given } : given);
  if (results.kind !== 'articles') throw new Error(JSON.stringify(results));
  const { rows } = await db.superPool.query<{ id: string; name: string; text: string }>(
    `SELECT v.id, a.external_id AS name, v.text FROM article_versions v
       JOIN articles a ON a.project_id = v.project_id AND a.id = v.article_id`,
  );
  return Object.fromEntries(
    results.articles.map((article) => {
      const row = rows.find(({ id }) => id === article.articleVersionId);
      const words = article.hits.map(({ start, end, words }) => {
        const there = sliceByCodePoints(row?.text ?? '', start, end);
        expect(words).toBe(there.replaceAll(/\s+/gu, ' '));
        return there;
      });
      return [row?.name, words];
    }),
  );
}

beforeAll(async () => {
  await loadArticles(projectId, ARTICLES);
});

describe('words', () => {
  it('are found without their accents and in other forms, in the article’s language', async () => {
    const both = { fr: ['déclaré', 'déclarations'] };
    expect(await hits({ q: 'declare', language: 'fr' })).toEqual(both);
    expect(await hits({ q: 'déclarés', language: 'fr' })).toEqual(both);
    expect(await hits({ q: 'tardif OR tardive', language: 'fr' })).toEqual({ fr: ['tardives'] });
    expect(await hits({ q: 'declaring', language: 'en' })).toEqual({
      en: ['declared', 'declared', 'declare'],
    });
  });

  it('count behind characters beyond the basic plane, and in Arabic and Chinese', async () => {
    expect(await hits('syndicat')).toEqual({ fr: ['syndicat'] });
    expect(await hits('اتفاق')).toEqual({ ar: ['اتفاق'] });
    expect(await hits('الي')).toEqual({ ar: ['إلى'] });
    expect(await hits('发言人')).toEqual({ zh: ['发言人'] });
  });

  it('are found in titles too', async () => {
    const results = await find({ q: 'greve' });
    expect(results).toMatchObject({
      kind: 'articles',
      articles: [
        { title: [{ text: 'Le ministre et la ' }, { text: 'grève', isHit: true }], hitCount: 0 },
      ],
    });
  });

  it('may be stop words', async () => {
    expect(await hits('“the fees”')).toEqual({ en: ['the fees', 'The fees'] });
  });
});

describe('the query', () => {
  it('knows phrases, prefixes, exclusion and alternatives', async () => {
    expect(await hits('"porte parole a declare"')).toEqual({ fr: ['porte-parole a déclaré'] });
    expect(await hits('"declare que le"')).toEqual({});
    expect(await hits('synd*')).toEqual({ fr: ['syndicat'] });
    expect(await hits('council -unfair')).toEqual({});
    expect(Object.keys(await hits('syndicat OR council'))).toHaveLength(2);
    expect(await hits('(syndicat OR council) officials')).toEqual({
      en: ['council', 'Officials'],
    });
  });

  it('says what it cannot read', async () => {
    expect(await find({ q: 'a "b' })).toEqual({
      kind: 'problem',
      problem: { code: 'unclosed_quote', at: 2 },
    });
    expect(await find({ q: '  ' })).toEqual({ kind: 'nothing_asked' });
  });

  it('is data, whatever stands in it', async () => {
    for (const q of ["'; DROP TABLE articles; --", "a' & 'b", "x\\'y", '%s %L $1', "'#part'"]) {
      expect((await find({ q })).kind).toMatch(/^(articles|problem)$/);
    }
    expect(Object.keys(await hits('council'))).toEqual(['en']);
  });
});

describe('filters', () => {
  it('narrow by language, publisher and day', async () => {
    const q = 'le OR the OR declare* OR اتفاق';
    expect(Object.keys(await hits({ q })).sort()).toEqual(['ar', 'en', 'fr']);
    expect(Object.keys(await hits({ q, language: 'ar' }))).toEqual(['ar']);
    expect(Object.keys(await hits({ q, publisher: 'The Courier' }))).toEqual(['en']);
    expect(Object.keys(await hits({ q, from: '2024-03-01', to: '2024-03-05' })).sort()).toEqual([
      'en',
      'fr',
    ]);
    expect(Object.keys(await hits({ q, sort: 'oldest' }))).toEqual(['fr', 'en', 'ar']);
    expect(Object.keys(await hits({ q, sort: 'newest' }))).toEqual(['ar', 'en', 'fr']);
  });

  it('tell what they offer', async () => {
    const page = unwrap(await search(actor, filterOf({})));
    expect(page.choices.languages).toEqual(['ar', 'en', 'fr', 'zh']);
    expect(page.choices.publishers).toEqual(['Le Courrier', 'The Courier']);
    expect(page.waiting).toBe(0);
  });
});

describe('annotations', () => {
  it('bind the words, or are found alone', async () => {
    const [place] = unwrap(await findPlaces(actor, filterOf({ q: 'council' }))).places;
    if (!place) throw new Error('nothing found');
    const made = unwrap(
      await createAnnotation(
        actor,
        createAnnotationSchema.parse({
          projectId,
          articleVersionId: place.articleVersionId,
          idempotencyKey: 'search-test-1',
          annotationId: '01900000-0000-7000-8000-000000000001',
          kind: 'span',
          codeKey: 'source',
          fragments: [{ start: 0, end: place.end }],
          attributes: { source_naming: 'collective' },
        }),
      ),
    );
    const coder = made.coding.coderId;
    const described = { code: 'source', coder, state: 'unreviewed' };
    expect(await hits({ q: 'council OR fees', ...described, where: 'inside' })).toEqual({
      en: ['council'],
    });
    expect(await hits({ q: 'council OR fees', ...described, where: 'outside' })).toEqual({
      en: ['fees', 'fees'],
    });
    expect(Object.keys(await hits({ q: 'declare*', ...described }))).toEqual(['en']);
    expect(await hits({ q: 'council', code: 'cue' })).toEqual({});
    expect(await find({ attribute: 'source_naming', value: 'collective' })).toMatchObject({
      kind: 'annotations',
      annotations: [
        {
          annotation: { codeKey: 'source', coderId: coder },
          hit: { words: 'The council', left: '', start: 0 },
        },
      ],
    });
    expect(await find({ attribute: 'source_naming', value: 'named' })).toMatchObject({
      annotations: [],
    });
    expect(await find({ layer: 'attribution', language: 'fr' })).toMatchObject({ annotations: [] });
  });
});

describe('pages', () => {
  it('follow one another without gap or double, in every order', async () => {
    const other = await newTestProject();
    const member = await other.member('reader');
    await loadArticles(
      other.projectId,
      Array.from({ length: 67 }, (_, index) => ({
        id: `n${index}`,
        title: `Number ${index}`,
        language: 'en',
        published_at:
          index % 5 === 0 ? undefined : `2024-01-${String((index % 28) + 1).padStart(2, '0')}`,
        text: `Common words ${'again '.repeat(index % 7)}and number ${index}.`,
      })) as Parameters<typeof loadArticles>[1],
    );
    for (const sort of ['relevance', 'newest', 'oldest']) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = unwrap(await search(member, filterOf({ q: 'common', sort }), cursor));
        if (page.results.kind !== 'articles') throw new Error('no articles');
        expect(page.results.total).toBe(67);
        seen.push(...page.results.articles.map(({ articleId }) => articleId));
        cursor = page.results.next ?? undefined;
      } while (cursor !== undefined);
      expect(new Set(seen).size).toBe(67);
      expect(seen).toHaveLength(67);
    }
  });
});

describe('the index', () => {
  it('shows a project its own articles alone', async () => {
    const stranger = await newTestProject();
    const member = await stranger.member('admin');
    const page = unwrap(await search(member, filterOf({ q: 'syndicat OR council' })));
    expect(page.results).toMatchObject({ kind: 'articles', articles: [], total: 0 });
    expect(page.choices.publishers).toEqual([]);
  });

  it('is the way in, under row-level security, for rare and for frequent words and for titles', async () => {
    await db.superPool.query('ANALYZE');
    const superuser = await db.superPool.connect();
    try {
      // auto_explain tells the plans of statements within functions; only a superuser may ask for it.
      await superuser.query(`LOAD 'auto_explain'`);
      await superuser.query(
        `SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
         SET auto_explain.log_format = text; SET client_min_messages = log; SET ROLE sourcemark_app`,
      );
      const plans: string[] = [];
      superuser.on('notice', (notice) => plans.push(notice.message ?? ''));
      await superuser.query(`SELECT set_config('app.project_id', $1, false)`, [projectId]);
      for (const word of ['syndicat', 'the']) {
        plans.length = 0;
        const arms = JSON.stringify([{ languages: null, strict: `'${word}'`, loose: `'${word}'` }]);
        await superuser.query(
          `SELECT * FROM search_find($1, NULL, NULL, NULL, NULL, NULL, 'relevance', NULL, NULL, NULL, 1000, 21)`,
          [arms],
        );
        await superuser.query('SELECT search_count($1, NULL, NULL, NULL, NULL, NULL, 100)', [arms]);
        const inner = plans.filter((plan) => plan.includes('search_articles s'));
        expect(inner.length).toBeGreaterThanOrEqual(2);
        for (const plan of inner) {
          expect(plan).toContain('Bitmap Index Scan on search_articles_words_idx');
          expect(plan).not.toContain('Seq Scan');
        }
      }
      plans.length = 0;
      await superuser.query('SELECT * FROM search_titles($1)', ['%Harbour%']);
      expect(plans.join('\n')).toContain('Bitmap Index Scan on article_versions_title_idx');
    } finally {
      await superuser.query('RESET ROLE');
      superuser.release(true);
    }
  });

  it('takes a new version in the old one’s place', async () => {
    const other = await newTestProject();
    const member = await other.member('reader');
    const row = { id: 'a', title: 'One', language: 'en', text: 'The first words of it.' };
    await loadArticles(other.projectId, [row]);
    unwrap(await search(member, filterOf({ q: 'first' })));
    await loadArticles(other.projectId, [{ ...row, text: 'The second words of it.' }]);
    const found = async (q: string) => {
      const { results } = unwrap(await search(member, filterOf({ q })));
      return results.kind === 'articles' ? results.articles.map((one) => one.versionNo) : [];
    };
    expect(await found('first')).toEqual([]);
    expect(await found('second')).toEqual([2]);
  });
});
