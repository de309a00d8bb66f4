import type { Metadata } from 'next';
import Form from 'next/form';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Section } from '@/components/dashboard/section';
import { ReleaseCard } from '@/components/releases/release-card';
import { ReleaseDetails } from '@/components/releases/release-details';
import { ReleaseDiffTables } from '@/components/releases/release-diff';
import { WithdrawForm } from '@/components/releases/withdraw-form';
import { Alert } from '@/components/ui/alert';
import { Button, buttonClass } from '@/components/ui/button';
import { FailurePage } from '@/components/ui/failure-page';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';
import { compareReleases } from '@/lib/releases/frozen/compare';
import { getRelease, listReleases } from '@/lib/releases/frozen/queries';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('releases');
  return { title: t('release') };
}

interface Props {
  params: Promise<{ projectId: string; releaseId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const addressSchema = z.object({ with: z.uuid().nullable().catch(null).default(null) });

/** One release: its state, what it was made from, its files, and what it has against another. */
export default async function ReleasePage({ params, searchParams }: Props) {
  const { projectId: asked, releaseId } = await params;
  const { role, actor } = await requireMember(asked);
  const { projectId } = actor;
  const t = await getTranslations('releases');
  const found = await getRelease(actor, releaseId);
  if (!found.ok && found.error.code === 'not_found') notFound();
  if (!found.ok) return <FailurePage message={await say(found.error.userMessage)} />;
  const { release, manifest } = found.value;
  const message = release.message === null ? null : await say(release.message);
  const all = await listReleases(actor);
  const others = (all.ok ? all.value : []).filter(
    (one) => one.id !== release.id && one.frozen !== null && one.state !== 'building',
  );
  const against = addressSchema.parse(await searchParams).with;
  const diff = against && release.frozen ? await compareReleases(actor, against, release.id) : null;
  const mayChange = can(role, 'datasets.release');
  const base = `/projects/${projectId}/releases`;
  return (
    <Page width="wide">
      <PageHeader
        eyebrow={t('releaseNo', { no: release.no })}
        title={release.name}
        actions={
          <>
            <Link
              href={`/projects/${projectId}/history?about=${release.id}`}
              prefetch={false}
              className={buttonClass()}
            >
              {t('history')}
            </Link>
            {manifest ? (
              <Link
                href={`/projects/${projectId}/provenance?of=release&id=${release.id}`}
                prefetch={false}
                className={buttonClass()}
              >
                {t('provenance')}
              </Link>
            ) : null}
            <Link href={base} className={buttonClass()}>
              {t('backToAll')}
            </Link>
          </>
        }
      />
      <ReleaseCard {...{ projectId, mayChange }} release={{ ...release, message }} isPage />
      {manifest ? <ReleaseDetails release={release} manifest={manifest} /> : null}
      {others.length > 0 && release.frozen ? (
        <Section id="compare" title={t('compare')} help={t('compareHelp')}>
          <Form action={`${base}/${release.id}`} className="mb-4 flex flex-wrap items-end gap-2">
            <div className="grid min-w-56 gap-1.5">
              <Label htmlFor="release-with">{t('compareWith')}</Label>
              <NativeSelect
                id="release-with"
                name="with"
                key={against ?? ''}
                defaultValue={against ?? others[0]?.id}
              >
                {others.map((one) => (
                  <option key={one.id} value={one.id}>
                    {t('releaseTitle', { no: one.no, name: one.name })}
                  </option>
                ))}
              </NativeSelect>
            </div>
            <Button type="submit">{t('show')}</Button>
          </Form>
          {diff && !diff.ok ? (
            <Alert tone="danger">{await say(diff.error.userMessage)}</Alert>
          ) : null}
          {diff?.ok ? <ReleaseDiffTables projectId={projectId} diff={diff.value} /> : null}
        </Section>
      ) : null}
      {mayChange && release.state === 'ready' ? (
        <div className="mt-10">
          <WithdrawForm projectId={projectId} releaseId={release.id} />
        </div>
      ) : null}
    </Page>
  );
}
