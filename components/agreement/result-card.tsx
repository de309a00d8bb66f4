import { useFormatter, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { MEASURES } from '@/lib/agreement/measures';
import type { AgreementDto } from '@/lib/reliability/schema';
import { useScoreWords } from './names';

/** Krippendorff (2004), Content Analysis, p. 241. */
const RELIABLE = 0.8;
const TENTATIVE = 0.667;
const FEW_ARTICLES = 10;

/** The figure with its interval, what went into it, and what it means. */
export function ResultCard({ agreement }: { agreement: AgreementDto }) {
  const t = useTranslations('agreement');
  const format = useFormatter();
  const words = useScoreWords();
  const { question, score, interval, units, coders, articleCount } = agreement;
  const { on } = MEASURES[question.measure];
  const three = (value: number) =>
    format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const { text, why } = words(score);
  const basis = { units, articles: articleCount, coders: coders.length };
  // Agreement for κ, π and AC1; disagreement for α and γ.
  const isDisagreement = /alpha|gamma/.test(question.measure);
  const { observed, expected } = score;
  return (
    <Card className="mb-6 grid gap-5 p-4 sm:p-5 lg:grid-cols-[minmax(14rem,20rem)_1fr]">
      <section aria-label={t('result.label')}>
        <h2 className="text-muted-foreground text-sm">{t(`measures.${question.measure}`)}</h2>
        <p className="mt-1 font-semibold text-4xl tabular" data-agreement-value={score.value ?? ''}>
          {why === null ? text : t('result.undefined')}
        </p>
        {why === null ? null : <p className="mt-1 text-sm">{why}</p>}
        {interval ? (
          <>
            <Interval value={score.value} low={interval.low} high={interval.high} />
            <p className="mt-1 text-muted-foreground text-sm tabular">
              {t('result.interval', { low: three(interval.low), high: three(interval.high) })}
            </p>
          </>
        ) : score.value !== null && articleCount < 2 ? (
          <p className="mt-1 text-muted-foreground text-sm">{t('result.noInterval')}</p>
        ) : null}
      </section>
      <section>
        <h2 className="font-semibold text-base">{t('words.label')}</h2>
        <ul className="mt-2 grid list-disc gap-1.5 pl-5 text-sm">
          {verdicts(agreement).map((key) => (
            <li key={key}>{t(`words.${key}`)}</li>
          ))}
          <li>{t(BASIS[on], basis)}</li>
          {observed !== null && expected !== null ? (
            <li>
              {t(isDisagreement ? 'result.disagreement' : 'result.agreement', {
                observed: three(observed),
                expected: three(expected),
              })}
            </li>
          ) : null}
          {agreement.unlabelled !== null ? (
            <li>
              {t('words.unlabelled', {
                share: format.number(agreement.unlabelled, {
                  style: 'percent',
                  maximumFractionDigits: 1,
                }),
              })}
            </li>
          ) : null}
          {on === 'units' ? <li>{t('words.sets')}</li> : null}
          {agreement.gamma ? (
            <>
              <li>
                {t('words.gammaSampled', {
                  samples: agreement.gamma.samples,
                  seed: String(agreement.gamma.seed),
                })}
              </li>
              <li>{t('words.gammaExact', { ...agreement.gamma })}</li>
            </>
          ) : null}
        </ul>
      </section>
    </Card>
  );
}

const BASIS = {
  units: 'result.basisUnits',
  spans: 'result.basisSpans',
  attributions: 'result.basisAttributions',
} as const;

type Verdict =
  | 'reliable'
  | 'tentative'
  | 'weak'
  | 'chance'
  | 'notCorrected'
  | 'crosses'
  | 'fewArticles';

function verdicts({ question, score, interval, articleCount }: AgreementDto): Verdict[] {
  const { value } = score;
  if (value === null) return [];
  const few: Verdict[] = articleCount < FEW_ARTICLES ? ['fewArticles'] : [];
  if (!MEASURES[question.measure].chance) return ['notCorrected', ...few];
  const crosses = (threshold: number) =>
    interval !== null && interval.low < threshold && threshold <= interval.high;
  return [
    verdictOf(value),
    ...(crosses(RELIABLE) || crosses(TENTATIVE) ? (['crosses'] as const) : []),
    ...few,
  ];
}

function verdictOf(value: number): Verdict {
  if (value >= RELIABLE) return 'reliable';
  if (value >= TENTATIVE) return 'tentative';
  return value > 0 ? 'weak' : 'chance';
}

/** The interval on a line from 0 to 1, with the usual thresholds; the words below say the same. */
function Interval({ value, low, high }: { value: number | null; low: number; high: number }) {
  const x = (at: number) => 4 + 232 * Math.max(0, Math.min(1, at));
  return (
    <svg viewBox="0 0 240 22" aria-hidden className="mt-3 block w-full max-w-xs">
      <line x1={4} x2={236} y1={11} y2={11} className="stroke-border" strokeWidth={2} />
      {[0, TENTATIVE, RELIABLE, 1].map((at) => (
        <line
          key={at}
          x1={x(at)}
          x2={x(at)}
          y1={5}
          y2={17}
          className="stroke-input"
          strokeWidth={1}
        />
      ))}
      <line
        x1={x(low)}
        x2={x(high)}
        y1={11}
        y2={11}
        className="stroke-primary"
        strokeWidth={6}
        strokeLinecap="round"
      />
      {value === null ? null : (
        <circle
          cx={x(value)}
          cy={11}
          r={5}
          className="fill-background stroke-primary"
          strokeWidth={3}
        />
      )}
    </svg>
  );
}
