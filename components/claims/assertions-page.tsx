import { Download, Quote } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '@/components/dashboard/section';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { standingVerdict } from '@/lib/claims/rules';
import { ASSERTIONS_PAGE, type ClaimPage } from '@/lib/claims/schema';
import type { CodedFilter } from '@/lib/register/filter';
import { AssertionList } from './assertion-list';
import { ClaimEditor } from './claim-editor';
import { ClaimGroups } from './claim-figures';
import { ClaimLinks } from './claim-links';
import { EvidenceList } from './evidence-list';
import { assertionsHref, claimsHref, voiceHref } from './href';
import { RegisterWording } from './new-claim';
import { Verdicts } from './verdicts';

interface Props {
  readonly projectId: string;
  readonly filter: CodedFilter;
  readonly found: ClaimPage;
  readonly page: number;
  /** The wording's key, or the voice, for lists that are no claim's. */
  readonly by:
    | { readonly key: string }
    | { readonly voice: 'all' | 'outlet' | 'quoted_source' }
    | null;
  readonly mayWrite: boolean;
}

/** A claim of the register, a wording, or what is asserted in some voice. */
export function AssertionsPage({ projectId, filter, found, page, by, mayWrite }: Props) {
  const t = useTranslations('claims');
  const { claim, name, total } = found;
  const voice = by && 'voice' in by ? by.voice : null;
  const of = { claimId: claim?.id ?? null, key: by && 'key' in by ? by.key : '' };
  const hrefOf = (at: number) =>
    voice === null
      ? assertionsHref(projectId, filter, of, at)
      : voiceHref(projectId, filter, voice, at);
  const narrowed = Object.values(filter).some((value) => value !== null);
  const stands = claim !== null && claim.mergedInto === null;
  return (
    <Page width="wide">
      <PageHeader
        eyebrow={claim ? t('claim') : t('title')}
        title={name ?? t(`lists.${voice ?? 'all'}`)}
        description={narrowed ? t('narrowed') : undefined}
        actions={
          <>
            {claim && standingVerdict(found.verdicts) ? (
              <a
                href={`/api/projects/${projectId}/claims/${claim.id}/claimreview`}
                download
                className={buttonClass()}
              >
                <Download aria-hidden /> {t('claimReview')}
              </a>
            ) : null}
            {claim ? (
              <Link
                href={`/projects/${projectId}/history?about=${claim.id}`}
                prefetch={false}
                className={buttonClass()}
              >
                {t('history')}
              </Link>
            ) : null}
            <Link href={claimsHref(projectId, filter)} className={buttonClass()}>
              {t('backToAll')}
            </Link>
          </>
        }
      />
      {claim?.mergedInto ? (
        <p className="mb-6 rounded-lg border border-info/40 bg-info-soft px-3 py-2 text-sm">
          {t('mergedInto')}{' '}
          <Link
            href={`/projects/${projectId}/claims/${claim.mergedInto}`}
            className="underline underline-offset-4"
          >
            {t('mergedGo')}
          </Link>
        </p>
      ) : null}
      {claim === null && name !== null && mayWrite ? (
        <RegisterWording projectId={projectId} name={name} others={found.others} />
      ) : null}
      {claim?.note ? <p className="mb-4 whitespace-pre-wrap text-sm">{claim.note}</p> : null}
      {claim && stands ? (
        <>
          {mayWrite ? (
            <details className="mb-2">
              <summary className="w-fit cursor-pointer font-medium text-sm">{t('edit')}</summary>
              <div className="mt-3">
                <ClaimEditor {...{ projectId, claim }} others={found.others} />
              </div>
            </details>
          ) : null}
          <Section id="verdict" title={t('verdict')}>
            <Verdicts
              {...{ projectId, mayWrite }}
              claimId={claim.id}
              verdicts={found.verdicts}
              ratings={found.ratings}
            />
          </Section>
          <Section id="evidence" title={t('evidence')}>
            <EvidenceList
              {...{ projectId, mayWrite }}
              claimId={claim.id}
              evidence={found.evidence}
            />
          </Section>
          <Section id="links" title={t('links')}>
            <ClaimLinks {...{ projectId, mayWrite, found }} claimId={claim.id} />
          </Section>
        </>
      ) : null}
      {total === 0 ? (
        <div className="mt-10">
          <EmptyState icon={<Quote />} title={t('noAssertions')} description={t('noneHelp')} />
        </div>
      ) : (
        <Section id="assertions" title={t('assertionCount', { count: total })}>
          <AssertionList projectId={projectId} assertions={found.assertions} />
          <Pagination
            previousHref={page > 1 ? hrefOf(page - 1) : null}
            nextHref={total > page * ASSERTIONS_PAGE ? hrefOf(page + 1) : null}
            label={t('pages')}
          />
        </Section>
      )}
      {claim && total > 0 ? (
        <ClaimGroups {...{ projectId, filter, of }} stats={found.stats} />
      ) : null}
    </Page>
  );
}
