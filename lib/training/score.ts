import { compareCodings } from '@/lib/adjudication/rules/compare';
import { GOLD_ID } from '@/lib/adjudication/rules/gold';
import type { ComparedRelation, ComparisonItem, Voice } from '@/lib/adjudication/rules/units';
import type { Cause } from '@/lib/adjudication/schema';
import { FRAME_PARTS, type Frame } from '@/lib/agreement/attribution';
import { Evaluation } from '@/lib/agreement/evaluate';
import { MEASURES } from '@/lib/agreement/measures';
import type { Score } from '@/lib/agreement/score';
import type { CoderWork, Study } from '@/lib/agreement/study';
import { normaliseFragments } from '@/lib/text/fragments';
import type {
  ScoredHead,
  Side,
  TrainingDifference,
  TrainingMeasure,
  TrainingResult,
  Verdict,
} from './schema';

/** One person's work on the text that is scored. */
export interface ScoredWork {
  readonly heads: readonly ScoredHead[];
  readonly relations: readonly ComparedRelation[];
}

export interface ScoreTerms {
  readonly measure: TrainingMeasure;
  /** Keys; empty: all layers. */
  readonly layers: readonly string[];
  readonly text: string;
  /** Code points. */
  readonly length: number;
  readonly language: string | null;
  readonly symmetric: ReadonlySet<string>;
  /** Why the gold is as it is, by the id of what stands in it. */
  readonly reasons: ReadonlyMap<
    string,
    { readonly cause: Cause | null; readonly note: string | null }
  >;
}

/** The trainee's id in the comparison: whoever it is, it is not the gold. */
const MINE = '00000000-0000-7000-8000-000000000001';

/**
 * The measure of lib/agreement between a trainee's work and the gold of one text, with what
 * each code contributes and every difference. Nothing marked on either side is full agreement: there
 * was nothing to mark, and nothing was marked. Pure. Offsets in code points.
 */
export function scoreAgainstGold(
  mine: ScoredWork,
  gold: ScoredWork,
  terms: ScoreTerms,
): { readonly score: Score; readonly result: TrainingResult } {
  const chosen = ({ layerKey }: ScoredHead) =>
    terms.layers.length === 0 || terms.layers.includes(layerKey);
  const [own, final] = [mine.heads.filter(chosen), gold.heads.filter(chosen)];
  const codes = [...new Set([...final, ...own].map(({ codeKey }) => codeKey))].sort();
  const study: Study = {
    codes,
    coders: 2,
    articles: [
      {
        text: terms.text,
        length: terms.length,
        language: terms.language,
        coders: [workOf(own, mine.heads, codes), workOf(final, gold.heads, codes)],
      },
    ],
  };
  const evaluation = new Evaluation(study, terms.measure, 'token');
  const nothing = own.length === 0 && final.length === 0;
  const score: Score = nothing
    ? { value: 1, reason: null, observed: 1, expected: null }
    : evaluation.whole({}).score;
  const perCode = MEASURES[terms.measure].on === 'attributions' ? [] : codes;
  return {
    score,
    result: {
      v: 1,
      perCode: perCode.map((code, index) => {
        const { score: ofCode, units } = evaluation.code(index, {});
        return { code, value: ofCode.value, reason: ofCode.reason, units };
      }),
      differences: differencesOf({ ...mine, heads: own }, { ...gold, heads: final }, terms),
    },
  };
}

function workOf(
  heads: readonly ScoredHead[],
  all: readonly ScoredHead[],
  codes: readonly string[],
): CoderWork {
  const byId = new Map(all.map((head) => [head.id, head]));
  const spans = heads
    .filter(({ kind, fragments }) => kind === 'span' && fragments.length > 0)
    .toSorted((a, b) => (a.fragments[0]?.start ?? 0) - (b.fragments[0]?.start ?? 0));
  return {
    spans: spans.map(({ codeKey, fragments }) => ({
      code: codes.indexOf(codeKey),
      fragments: normaliseFragments(fragments),
    })),
    articleCodes: heads
      .filter(({ kind }) => kind === 'article')
      .map(({ codeKey }) => codes.indexOf(codeKey)),
    frames: heads.filter(({ kind }) => kind === 'composite').flatMap((head) => frameOf(head, byId)),
  };
}

function frameOf(head: ScoredHead, byId: ReadonlyMap<string, ScoredHead>): Frame[] {
  const of = (part: string) =>
    normaliseFragments(
      head.members
        .filter(({ role }) => role === part)
        .flatMap(({ annotationId }) => byId.get(annotationId)?.fragments ?? []),
    );
  const frame: Frame = { source: of('source'), cue: of('cue'), content: of('content') };
  return FRAME_PARTS.some((part) => frame[part].length > 0) ? [frame] : [];
}

function differencesOf(
  mine: ScoredWork,
  gold: ScoredWork,
  { symmetric, reasons }: ScoreTerms,
): TrainingDifference[] {
  const items = compareCodings(
    [
      { coderId: MINE, annotations: mine.heads, relations: mine.relations },
      { coderId: GOLD_ID, annotations: gold.heads, relations: gold.relations },
    ],
    { symmetric },
  );
  const sides = new Map([...sidesOf(mine), ...sidesOf(gold)]);
  return items.map((item) => {
    const voice = (coderId: string) => item.voices.find((one) => one.coderId === coderId);
    const goldId = voice(GOLD_ID)?.unitId ?? null;
    const why = goldId === null ? undefined : reasons.get(goldId);
    return {
      kind: item.kind,
      verdict: verdictOf(item, voice(MINE), voice(GOLD_ID)),
      differences: [...item.differences],
      position: item.position,
      mine: sides.get(voice(MINE)?.unitId ?? '') ?? null,
      gold: sides.get(goldId ?? '') ?? null,
      cause: why?.cause ?? null,
      note: why?.note ?? null,
    };
  });
}

function verdictOf(
  item: ComparisonItem,
  mine: Voice | undefined,
  gold: Voice | undefined,
): Verdict {
  if (!mine?.unitId) return 'missed';
  if (!gold?.unitId) return 'extra';
  return item.differences.length === 0 ? 'agreed' : 'differs';
}

function sidesOf({ heads, relations }: ScoredWork): [string, Side][] {
  const byId = new Map(heads.map((head) => [head.id, head]));
  const quoteOf = (id: string) =>
    byId
      .get(id)
      ?.fragments.map(({ quote }) => quote)
      .join(' … ') ?? '';
  return [
    ...heads.map((head): [string, Side] => [
      head.id,
      {
        codeKey: head.codeKey,
        quote: quoteOf(head.id),
        attributes: { ...head.attributes },
        parts: head.members.map(({ role, annotationId }) => ({
          role,
          quote: quoteOf(annotationId),
        })),
      },
    ]),
    ...relations.map((link): [string, Side] => [
      link.id,
      {
        codeKey: link.typeKey,
        quote: '',
        attributes: { ...link.attributes },
        parts: [
          { role: 'from', quote: quoteOf(link.fromAnnotationId) },
          { role: 'to', quote: quoteOf(link.toAnnotationId) },
        ],
      },
    ]),
  ];
}
