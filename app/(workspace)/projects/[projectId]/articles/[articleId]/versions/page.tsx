import { GitCompareArrows } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { ChangeSummary } from '@/components/versions/change-summary';
import { VersionDiff } from '@/components/versions/version-diff';
import { VersionList } from '@/components/versions/version-list';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';
import { getVersionComparison } from '@/lib/versions/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('versions'))('title') };
}

interface Props {
  params: Promise<{ projectId: string; articleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const number = z.coerce.number().int().positive().max(1_000_000).optional().catch(undefined);
const addressSchema = z.object({ from: number, to: number });

/** The versions of an article and what changed between two of them. */
export default async function VersionsPage({ params, searchParams }: Props) {
  const { projectId: asked, articleId } = await params;
  const { actor, role } = await requireMember(asked);
  if (!z.uuid().safeParse(articleId).success) notFound();
  const t = await getTranslations('versions');
  const found = await getVersionComparison(
    actor,
    articleId,
    addressSchema.parse(await searchParams),
  );
  if (!found.ok && found.error.code === 'not_found') notFound();
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  const comparison = found.value;
  const { versions, from, to, changed, language, direction } = comparison;
  const here = `/projects/${actor.projectId}/articles/${articleId}`;
  return (
    <Page width="wide">
      <PageHeader
        eyebrow={t('title')}
        title={
          <span lang={language ?? undefined} dir={direction}>
            {versions.at(-1)?.title}
          </span>
        }
        description={t('help')}
        actions={
          <>
            {versions.length > 1 && can(role, 'annotations.write') ? (
              <Button asChild variant="primary">
                <Link href={`${here}/carry-over`}>{t('carryOver')}</Link>
              </Button>
            ) : null}
            <Button asChild>
              <Link href={here}>{t('read')}</Link>
            </Button>
          </>
        }
      />
      <section aria-labelledby="list" className="mb-8">
        <h2 id="list" className="mb-3 font-semibold text-lg">
          {t('list')}
        </h2>
        <VersionList here={here} comparison={comparison} />
      </section>
      {changed === null ? (
        <EmptyState
          icon={<GitCompareArrows />}
          title={t('onlyOne')}
          description={t('onlyOneHelp')}
        />
      ) : (
        <>
          <section aria-labelledby="changes" className="mb-8">
            <h2 id="changes" className="mb-3 font-semibold text-lg">
              {t('between', { from, to })}
            </h2>
            <ChangeSummary {...{ changed, language, direction }} />
          </section>
          <section aria-labelledby="words">
            <h2 id="words" className="mb-3 font-semibold text-lg">
              {t('words')}
            </h2>
            <VersionDiff
              rows={changed.rows}
              {...{ language, direction }}
              from={t('version', { no: from })}
              to={t('version', { no: to })}
            />
          </section>
        </>
      )}
    </Page>
  );
}
