import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { CodebookDocument } from '@/lib/codebook/schema';
import type { AgreementDto, DisagreementsDto, Which } from '@/lib/reliability/schema';
import { DisagreementList } from './disagreement-list';
import { agreementHref } from './href';
import { useCodeName } from './names';
import { PairMatrix } from './pair-matrix';
import { ResultCard } from './result-card';
import { ScoreSection } from './score-section';

interface Props {
  projectId: string;
  agreement: AgreementDto;
  which: Which;
  codebook: CodebookDocument | null;
}

/** The figure, its meaning, and the figures by pair, code, article and month. */
export function AgreementReport({ projectId, agreement, which, codebook }: Props) {
  const t = useTranslations('agreement');
  const codeName = useCodeName(codebook);
  const month = useMonth();
  const { question } = agreement;
  const href = (asked: Which) => agreementHref(projectId, question, asked);
  return (
    <>
      <ResultCard agreement={agreement} />
      <PairMatrix projectId={projectId} agreement={agreement} current={which.pair ?? null} />
      <ScoreSection
        title={t('codes.title')}
        nameHead={t('codes.code')}
        countHead={t('codes.units')}
        current={which.ofCode ?? null}
        rows={agreement.perCode.map(({ code, score, units }) => ({
          key: code,
          name: codeName(code),
          score,
          count: units,
          href: href({ ofCode: code }),
        }))}
      />
      <ScoreSection
        title={t('articles.title')}
        nameHead={t('articles.article')}
        current={which.ofArticle ?? null}
        rows={agreement.perArticle.map(({ id, title, score }) => ({
          key: id,
          name: title,
          score,
          count: null,
          href: href({ ofArticle: id }),
        }))}
      />
      <ScoreSection
        title={t('months.title')}
        help={t('months.help')}
        nameHead={t('months.month')}
        countHead={t('months.articles')}
        current={which.ofMonth ?? null}
        rows={agreement.perMonth.map((one) => ({
          key: one.month,
          name: month(one.month),
          score: one.score,
          count: one.articles,
          href: href({ ofMonth: one.month }),
        }))}
      />
    </>
  );
}

/** `2026-11` in words. */
function useMonth(): (month: string) => string {
  const format = useFormatter();
  return (month) =>
    format.dateTime(new Date(`${month}-15T12:00:00Z`), {
      year: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    });
}

/** What is behind the chosen figure, under a heading that says which. */
export function DisagreementsReport({
  projectId,
  agreement,
  which,
  disagreements,
  codebook,
}: Props & { disagreements: DisagreementsDto }) {
  const t = useTranslations('agreement.disagreements');
  const codeName = useCodeName(codebook);
  const month = useMonth();
  const coderName = (id: string | undefined) =>
    agreement.coders.find((coder) => coder.id === id)?.name ?? '';
  const [one, other] = which.pair?.split('~') ?? [];
  const of = [
    which.pair ? t('pair', { one: coderName(one), other: coderName(other) }) : null,
    which.ofCode ? codeName(which.ofCode) : null,
    which.ofArticle
      ? (agreement.perArticle.find(({ id }) => id === which.ofArticle)?.title ?? null)
      : null,
    which.ofMonth ? month(which.ofMonth) : null,
  ].filter((part) => part !== null);
  return (
    <section id="disagreements" aria-labelledby="disagreements-title" className="scroll-mt-20">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="disagreements-title" className="font-semibold text-lg">
          {t('title')}: {of.join(' · ')}
        </h2>
        <Link
          href={agreementHref(projectId, agreement.question)}
          className="text-primary text-sm underline underline-offset-4"
        >
          {t('close')}
        </Link>
      </div>
      <DisagreementList projectId={projectId} disagreements={disagreements} codeName={codeName} />
    </section>
  );
}
