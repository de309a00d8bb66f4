import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { submitCoding } from '@/lib/annotations/commands/coding';
import { createAnnotation } from '@/lib/annotations/commands/create';
import { base, makeWorld, marking, only, passage, unwrap } from '@/lib/annotations/testing';
import type { Actor } from '@/lib/auth/actor';
import { testDatabase } from '@/lib/db/testing';
import { importSource } from '@/lib/ingest/commands';
import { openSource } from '@/lib/ingest/source';
import { SHARED } from '@/lib/ingest/testing';
import { createProject } from '@/lib/projects/commands';
import { amendAnnotation } from '@/lib/review/commands';
import { on } from '@/lib/review/testing';
import { getAgreement, getAgreementChoices, getDisagreements } from './queries';
import { agreementJson } from './report';
import { type Question, questionSchema } from './schema';

const db = await testDatabase();

const ask = (given: Readonly<Record<string, unknown>> = {}): Question =>
  questionSchema.parse(given);

/** Ana and Ben mark the same article; both submit. Ben's source is longer, and he misses her cue. */
async function twoCodings() {
  const world = await makeWorld(db);
  const operator: Actor = { kind: 'operator', projectId: world.projectId };
  const mark = async (who: typeof world.ana, code: string, words: string) =>
    only(unwrap(await createAnnotation(who, marking(world, code, passage(words)))));
  const annotation = await mark(world.ana, 'source', 'agence Vesta');
  await mark(world.ana, 'cue', 'said');
  await mark(world.ben, 'source', 'l’agence Vesta');
  const submit = async (who: typeof world.ana) => unwrap(await submitCoding(who, base(world)));
  return { world, operator, annotation, submit };
}

describe('agreement of a project', () => {
  it('compares what both have submitted, and nothing that is not', async () => {
    const { world, operator, submit } = await twoCodings();
    await submit(world.ana);
    const alone = unwrap(await getAgreement(operator, ask()));
    expect(alone).toMatchObject({ articleCount: 0, score: { value: null, reason: 'one_coder' } });

    await submit(world.ben);
    const both = unwrap(await getAgreement(operator, ask({ measure: 'f1_any_overlap' })));
    // Ana's source and Ben's meet; of her two spans one, of his one the one: F1 is 2/3.
    expect(both.score.value).toBeCloseTo(2 / 3, 10);
    expect(both.coders.map(({ name }) => name)).toEqual(['Ana', 'Ben']);
    expect(both.perCode.map(({ code, score }) => [code, score.value])).toEqual([
      ['source', 1],
      ['cue', 0],
    ]);
    expect(both.pairs).toHaveLength(1);
    expect(both.interval).toBeNull();
    const exact = unwrap(
      await getAgreement(operator, ask({ measure: 'f1_exact', code: 'source' })),
    );
    expect(exact.score.value).toBe(0);
  });

  it('tells the disagreements behind a figure, in text', async () => {
    const { world, operator, submit } = await twoCodings();
    await submit(world.ana);
    await submit(world.ben);
    const found = unwrap(await getDisagreements(operator, ask().scope, {}, 10));
    expect(found.total).toBe(2);
    expect(found.shown.map(({ kind, one, other }) => [kind, one.code, other.code])).toEqual([
      ['boundaries', 'source', 'source'],
      ['only_one', 'cue', null],
    ]);
    const [first] = found.shown;
    const words = first?.other.marks.map(([start, end]) => first.context.slice(start, end));
    expect(words).toEqual(['l’agence Vesta']);
    const ofCue = unwrap(await getDisagreements(operator, ask().scope, { ofCode: 'cue' }, 10));
    expect(ofCue.total).toBe(1);
  });

  it('measures coders, not what a reviewer made of their work', async () => {
    const { world, operator, annotation, submit } = await twoCodings();
    await submit(world.ana);
    await submit(world.ben);
    unwrap(
      await amendAnnotation(world.ben, {
        ...on(world, annotation),
        reason: 'the article belongs to it',
        fragments: [passage('l’agence Vesta')],
      }),
    );
    const exact = unwrap(
      await getAgreement(operator, ask({ measure: 'f1_exact', code: 'source' })),
    );
    expect(exact.score.value).toBe(0);
  });

  it('is for those who may see colleagues’ work side by side', async () => {
    const { world } = await twoCodings();
    for (const who of [world.ana, world.reader]) {
      expect(await getAgreement(who, ask())).toMatchObject({ error: { code: 'forbidden' } });
      expect(await getAgreementChoices(who)).toMatchObject({ error: { code: 'forbidden' } });
      const disagreements = await getDisagreements(who, ask().scope, {}, 10);
      expect(disagreements).toMatchObject({ error: { code: 'forbidden' } });
    }
  });

  it('refuses names that the project does not know', async () => {
    const { operator } = await twoCodings();
    for (const given of [
      { code: 'nope' },
      { layer: 'nope' },
      { coder: 'nope' },
      { article: 'no' },
    ]) {
      expect(await getAgreement(operator, ask(given))).toMatchObject({
        error: { code: 'invalid_input' },
      });
    }
  });
});

const missing = SHARED === null || !existsSync(SHARED);
describe.skipIf(missing)('PolNeAR’s training articles (skipped when ../shared is absent)', () => {
  it('give every measure a value or a reason, from six coders', async () => {
    const project = unwrap(await createProject({ slug: 'agree-polnear', name: 'PolNeAR' }));
    const operator: Actor = { kind: 'operator', projectId: project.id };
    const folder = path.join(SHARED ?? '', 'corpora/polnear/annotator-training');
    const files = unwrap(await openSource(folder));
    unwrap(await importSource(operator, files, { format: 'brat', sourceName: folder }));

    const alpha = unwrap(await getAgreement(operator, ask()));
    expect(alpha.coders).toHaveLength(6);
    expect(alpha.articleCount).toBe(4);
    expect(alpha.pairs).toHaveLength(15);
    expect(alpha.score.value).toBeCloseTo(0.79, 2);
    expect(alpha.interval?.low).toBeLessThan(alpha.score.value ?? 0);
    expect(Object.keys(agreementJson(alpha)).slice(0, 10)).toEqual([
      'measure',
      'value',
      'reason',
      'observed',
      'expected',
      'n_units',
      'n_coders',
      'ci',
      'per_code',
      'per_article',
    ]);
    for (const measure of ['attribution_agr', 'u_alpha', 'boundary_similarity', 'overlap_f1']) {
      const { score } = unwrap(await getAgreement(operator, ask({ measure })));
      expect(score.value, measure).toBeGreaterThan(0.6);
    }
    const ordinal = unwrap(
      await getAgreement(operator, ask({ measure: 'krippendorff_alpha_ordinal' })),
    );
    expect(ordinal.score.reason).toBe('several_codes_in_a_unit');
  }, 120_000);
});
