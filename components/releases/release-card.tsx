'use client';

import { Download } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Button, buttonClass } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast-store';
import { cancelReleaseAction } from '@/lib/releases/frozen/actions';
import type { ReleaseDto, ReleaseState } from '@/lib/releases/frozen/schema';

const LOOK_AGAIN_MS = 1_500;
const TONES: Readonly<Record<ReleaseState, BadgeTone>> = {
  building: 'info',
  ready: 'success',
  failed: 'danger',
  withdrawn: 'warning',
};

interface Props {
  readonly projectId: string;
  readonly release: ReleaseDto;
  readonly mayChange: boolean;
  /** Under a section's heading, or the page's own. */
  readonly isPage?: boolean;
}

/** One release: how far it is, what it holds, and its files. */
export function ReleaseCard({ projectId, release, mayChange, isPage = false }: Props) {
  const t = useTranslations('releases');
  const router = useRouter();
  const isBuilding = release.state === 'building';
  useEffect(() => {
    if (!isBuilding) return;
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isBuilding, router]);
  const cancel = async () => {
    const done = await cancelReleaseAction({ projectId, releaseId: release.id }).catch(() => null);
    if (!done?.ok) toast.error(done?.error.userMessage ?? t('offline'));
    router.refresh();
  };
  const title = t('releaseTitle', { no: release.no, name: release.name });
  const { counts } = release.frozen ?? {};
  return (
    <article aria-label={title} className="grid gap-3 rounded-xl border bg-card p-4 sm:p-5">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        {isPage ? null : (
          <h3 className="min-w-0 break-words font-medium">
            <Link
              href={`/projects/${projectId}/releases/${release.id}`}
              prefetch={false}
              className="underline underline-offset-4"
            >
              {title}
            </Link>
          </h3>
        )}
        <p className="flex flex-wrap items-center gap-x-2 text-muted-foreground text-sm">
          <Badge tone={TONES[release.state]}>{t(`states.${release.state}`)}</Badge>
          <span>{release.createdBy ?? t('commandLine')}</span>
          <RelativeTime value={release.createdAt} />
        </p>
      </header>
      {isBuilding ? (
        <Progress
          label={t('buildingOf', { name: title })}
          value={release.total > 0 ? release.done : null}
          max={release.total || 1}
        />
      ) : null}
      <p role="status" className="text-sm">
        {isBuilding ? t(release.waiting ? 'waiting' : 'building') : null}
        {release.message ? <span className="text-danger">{release.message}</span> : null}
        {counts && !isBuilding
          ? t('holds', {
              articles: counts.articles ?? 0,
              annotations: counts.annotations ?? 0,
              relations: counts.relations ?? 0,
            })
          : null}
      </p>
      {release.withdrawnAt ? (
        <p className="rounded-lg border border-warning/40 bg-warning-soft px-3 py-2 text-sm">
          {t('withdrawnBy', { name: release.withdrawnBy ?? t('commandLine') })}{' '}
          <RelativeTime value={release.withdrawnAt} />: {release.withdrawalReason}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {release.state === 'ready' ? (
          <a
            href={`/api/projects/${projectId}/releases/${release.id}`}
            download
            className={buttonClass(isPage ? 'primary' : 'secondary', 'sm')}
            aria-label={t('downloadOf', { name: title })}
          >
            <Download aria-hidden /> {t('download')}
          </a>
        ) : null}
        {isBuilding && mayChange ? (
          <Button size="sm" onClick={() => void cancel()}>
            {t('cancel')}
          </Button>
        ) : null}
      </div>
    </article>
  );
}
