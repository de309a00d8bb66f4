import { MEASURES } from '@/lib/agreement/measures';
import type { Score, UndefinedReason } from '@/lib/agreement/score';
import type { AgreementDto } from './schema';

/** The command line speaks English. */
const REASONS: Readonly<Record<UndefinedReason, string>> = {
  one_coder: 'undefined because fewer than two coders submitted the same article',
  no_units: 'undefined because no unit was coded by two coders',
  one_category: 'undefined because only one category was used, so that chance cannot disagree',
  no_spans: 'undefined because nobody marked anything',
  one_code: 'undefined because only one code was used where both marked something',
  nothing_in_common: 'undefined because no text was marked by two coders',
  no_attributions: 'undefined because there is no such attribution',
  several_codes_in_a_unit:
    'undefined because some units carry several codes, and a scale has one value',
  codes_are_no_numbers: 'undefined because the codes are no numbers',
  told_for_each_code: 'undefined because it is told for each code, not over all',
};

/** `{measure, value, reason, n_units, n_coders, ci, per_code, per_article, observed, expected, …}` */
export function agreementJson(dto: AgreementDto): Readonly<Record<string, unknown>> {
  return {
    measure: dto.question.measure,
    ...scoreJson(dto.score),
    n_units: dto.units,
    n_coders: dto.coders.length,
    ci: [dto.interval?.low ?? null, dto.interval?.high ?? null],
    per_code: Object.fromEntries(dto.perCode.map(({ code, score }) => [code, scoreJson(score)])),
    per_article: Object.fromEntries(
      dto.perArticle.map(({ name, score }) => [name, scoreJson(score)]),
    ),
    per_pair: dto.pairs.map(({ one, other, score }) => ({
      coders: [nameOf(dto, one), nameOf(dto, other)],
      ...scoreJson(score),
    })),
    n_articles: dto.articleCount,
    unit: MEASURES[dto.question.measure].on === 'units' ? dto.question.unit : null,
    notes: notes(dto),
  };
}

function scoreJson(score: Score) {
  return {
    value: score.value,
    reason: score.reason === null ? null : REASONS[score.reason],
    observed: score.observed,
    expected: score.expected,
  };
}

function nameOf({ coders }: AgreementDto, id: string): string {
  return coders.find((coder) => coder.id === id)?.name ?? id;
}

/** What has to be known to read the figure. */
function notes(dto: AgreementDto): string[] {
  const told: string[] = [];
  if (dto.unlabelled !== null) {
    told.push(`${(100 * dto.unlabelled).toFixed(1)} % of the coded units carry no code`);
  }
  if (dto.interval) {
    told.push(`95 % interval by bootstrap over articles, ${dto.interval.samples} samples, seeded`);
  } else if (dto.articleCount < 2) {
    told.push('no interval: fewer than two articles');
  }
  if (dto.gamma) {
    const { samples, seed, exact, articles } = dto.gamma;
    told.push(
      `expected disorder sampled: at least ${samples} random annotations an article, seed ${seed}`,
      `best alignment proven in ${exact} of ${articles} articles, a local optimum in the others`,
    );
  }
  return told;
}

/** For a person. */
export function agreementText(dto: AgreementDto): string {
  const figure = ({ value, reason }: Score) =>
    value === null ? REASONS[reason ?? 'no_units'] : value.toFixed(3);
  const { interval } = dto;
  const range = interval
    ? ` (95 %: ${interval.low.toFixed(3)} to ${interval.high.toFixed(3)})`
    : '';
  return [
    `${dto.question.measure}: ${figure(dto.score)}${range}`,
    `  ${dto.coders.length} coders, ${dto.articleCount} articles, ${dto.units} compared`,
    ...notes(dto).map((note) => `  ${note}`),
    ...dto.perCode.map(({ code, score }) => `  code ${code}: ${figure(score)}`),
    ...dto.perArticle.map(({ name, score }) => `  article ${name}: ${figure(score)}`),
    ...dto.pairs.map(
      ({ one, other, score }) =>
        `  ${nameOf(dto, one)} and ${nameOf(dto, other)}: ${figure(score)}`,
    ),
  ].join('\n');
}
