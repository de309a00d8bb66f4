'use client';

import { Scale } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { type CodebookView, createCodebookView } from '@/components/reader/model/codebook-view';
import { AnnotationQuote } from '@/components/review/annotation-quote';
import { ReasonForm } from '@/components/review/reason-form';
import { ThreadCard } from '@/components/review/thread-card';
import { useReviewCall } from '@/components/review/use-review-call';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { openAppealAction, resolveAppealAction } from '@/lib/adjudication/actions';
import type { FinalItem, FinalPage } from '@/lib/adjudication/schema';
import type { AnnotationDto } from '@/lib/annotations/schema';
import type { CodebookDocument } from '@/lib/codebook/schema';
import { adjudicateHref } from './queue-table';

interface Props extends Pick<FinalPage, 'items' | 'members'> {
  projectId: string;
  codebook: CodebookDocument;
  /** `coder`: one's own work; `lead`: the appeals to answer. */
  as: 'coder' | 'lead';
  mayWrite: boolean;
}

/** Each place with what the coder has and what the gold says, why, and the appeal about it. */
export function FinalList({ projectId, items, members, codebook, as, mayWrite }: Props) {
  const locale = useLocale();
  const view = useMemo(() => createCodebookView(codebook, locale), [codebook, locale]);
  return (
    <ul className="grid gap-4">
      {items.map((item) => (
        <li key={item.decision.id + (item.appeal?.id ?? '')}>
          <FinalCard {...{ projectId, item, members, as, mayWrite }} codebook={view} />
        </li>
      ))}
    </ul>
  );
}

function FinalCard({
  projectId,
  item,
  members,
  codebook,
  as,
  mayWrite,
}: Omit<Props, 'items' | 'codebook'> & { item: FinalItem; codebook: CodebookView }) {
  const t = useTranslations('adjudication');
  const router = useRouter();
  const { decision, article, mine, gold, appeal } = item;
  const side = (head: AnnotationDto | null, none: string) =>
    head ? (
      <AnnotationQuote
        codebook={codebook}
        revision={head}
        language={article.language}
        direction={article.direction}
        members={members}
      />
    ) : (
      <p className="text-muted-foreground text-sm">{none}</p>
    );
  const annotation = mine?.id ?? gold?.id;
  const place =
    as === 'lead'
      ? `${adjudicateHref(projectId, article)}${annotation ? `&annotation=${annotation}` : ''}`
      : `/projects/${projectId}/articles/${article.articleId}?version=${article.versionNo}${annotation ? `&annotation=${annotation}` : ''}`;
  return (
    <article
      aria-label={article.title}
      className="grid gap-3 rounded-xl border bg-card p-4 shadow-raised sm:p-5"
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <section className="grid content-start gap-1.5">
          <h3 className="font-medium text-muted-foreground text-xs">
            {as === 'lead' ? (appeal?.openedByName ?? '') : t('mine')}
          </h3>
          {side(mine, as === 'lead' ? t('nothingHere') : t('iHadNothing'))}
        </section>
        <section className="grid content-start gap-1.5">
          <h3 className="font-medium text-muted-foreground text-xs">{t('gold')}</h3>
          {side(gold, t('notAnnotated'))}
        </section>
      </div>
      <p className="text-muted-foreground text-xs">
        <Link href={place} prefetch={false} className="underline underline-offset-4">
          <bdi lang={article.language ?? undefined}>{article.title}</bdi>
        </Link>
        {' · '}
        {t('decidedBy', { kind: t(`kinds.${decision.kind}`), name: decision.deciderName })}{' '}
        <RelativeTime value={decision.decidedAt} />
        {decision.confirmedBy ? ` · ${t('confirmedBy', { name: decision.confirmedBy })}` : null}
      </p>
      {decision.cause || decision.note ? (
        <div className="flex flex-wrap items-baseline gap-2 text-sm">
          {decision.cause ? <Badge tone="primary">{t(`causes.${decision.cause}`)}</Badge> : null}
          {decision.note ? <p className="min-w-0 break-words">{decision.note}</p> : null}
        </div>
      ) : null}
      {appeal ? (
        <>
          {appeal.outcome ? (
            <p className="text-sm">
              <Badge tone={appeal.outcome === 'granted' ? 'success' : 'neutral'}>
                {t(`outcomes.${appeal.outcome}`)}
              </Badge>
            </p>
          ) : null}
          <ThreadCard
            projectId={projectId}
            thread={appeal.thread}
            mayWrite={mayWrite}
            onOutcome={() => router.refresh()}
          />
        </>
      ) : null}
      {as === 'coder' && !appeal && mayWrite ? (
        <AppealForm projectId={projectId} decisionId={decision.id} />
      ) : null}
      {as === 'lead' && appeal && !appeal.outcome ? (
        <AnswerForm projectId={projectId} appealId={appeal.id} />
      ) : null}
    </article>
  );
}

function AppealForm({ projectId, decisionId }: { projectId: string; decisionId: string }) {
  const t = useTranslations('adjudication');
  const router = useRouter();
  const { busy, run } = useReviewCall(projectId);
  const [writing, setWriting] = useState(false);
  if (!writing) {
    return (
      <div>
        <Button size="sm" onClick={() => setWriting(true)}>
          <Scale aria-hidden /> {t('appeal')}
        </Button>
      </div>
    );
  }
  return (
    <ReasonForm
      label={t('appealReason')}
      submit={t('appeal')}
      busy={busy}
      autoFocus
      onCancel={() => setWriting(false)}
      onSubmit={async (reason) => {
        const outcome = await run((base) => openAppealAction({ ...base, decisionId, reason }));
        if (outcome) {
          setWriting(false);
          router.refresh();
        }
        return outcome !== null;
      }}
    />
  );
}

function AnswerForm({ projectId, appealId }: { projectId: string; appealId: string }) {
  const t = useTranslations('adjudication');
  const router = useRouter();
  const { busy, run } = useReviewCall(projectId);
  const [outcome, setOutcome] = useState<'granted' | 'upheld' | null>(null);
  if (!outcome) {
    return (
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" onClick={() => setOutcome('granted')}>
          {t('grant')}
        </Button>
        <Button size="sm" onClick={() => setOutcome('upheld')}>
          {t('uphold')}
        </Button>
      </div>
    );
  }
  return (
    <ReasonForm
      label={outcome === 'granted' ? t('grantReason') : t('upholdReason')}
      submit={outcome === 'granted' ? t('grant') : t('uphold')}
      busy={busy}
      autoFocus
      onCancel={() => setOutcome(null)}
      onSubmit={async (reason) => {
        const answer = await run((base) =>
          resolveAppealAction({ ...base, appealId, outcome, reason }),
        );
        if (answer) router.refresh();
        return answer !== null;
      }}
    />
  );
}
