'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Progress } from '@/components/ui/progress';
import {
  continueMigrationAction,
  previewMigrationAction,
  startMigrationAction,
} from '@/lib/migration/actions';
import type { MigrationPreview, MigrationProgress, MigrationStart } from '@/lib/migration/schema';
import { PlanRowFields } from './plan-row';
import { type PlanRow, planOf, rowsOf } from './plan-rows';
import { PreviewTable } from './preview-table';
import { RelationRows } from './relation-rows';

interface Props {
  projectId: string;
  start: MigrationStart;
}

/** The plan, code by code; what it would do, counted; then carrying it out, with how far it is. */
export function MigrationForm({ projectId, start }: Props) {
  const t = useTranslations('codebook');
  const router = useRouter();
  const locale = useLocale();
  const [rows, setRows] = useState<Record<string, PlanRow>>(() => rowsOf(start.inUse, start.plan));
  const [relations, setRelations] = useState<Record<string, string>>({});
  const [reason, setReason] = useState(() => t('defaultReason', { version: start.toVersionNo }));
  const [preview, setPreview] = useState<MigrationPreview | null>(null);
  const [progress, setProgress] = useState<MigrationProgress | null>(start.running);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const look = async () => {
    setBusy(true);
    setProblem(null);
    const result = await previewMigrationAction({
      projectId,
      plan: planOf(start.inUse, rows, relations),
    });
    setBusy(false);
    if (result.ok) setPreview(result.value);
    else setProblem(result.error.userMessage);
  };
  const goOn = async (from: MigrationProgress) => {
    let now = from;
    while (!now.finished) {
      const next = await continueMigrationAction({ projectId, migrationId: now.migrationId });
      if (!next.ok) {
        setProblem(next.error.userMessage);
        return;
      }
      now = next.value;
      setProgress(now);
    }
    router.refresh();
  };
  const carryOut = async () => {
    setBusy(true);
    setProblem(null);
    const plan = planOf(start.inUse, rows, relations);
    const started = await startMigrationAction({ projectId, plan, reason });
    if (started.ok) {
      setProgress(started.value);
      await goOn(started.value);
    } else setProblem(started.error.userMessage);
    setBusy(false);
  };

  if (progress !== null) {
    return (
      <ProgressCard
        projectId={projectId}
        progress={progress}
        busy={busy}
        problem={problem}
        onGoOn={() => {
          setBusy(true);
          void goOn(progress).finally(() => setBusy(false));
        }}
      />
    );
  }
  if (start.inUse.length === 0) {
    return <p className="text-muted-foreground">{t('nothingToMigrate')}</p>;
  }
  return (
    <div className="grid gap-6">
      <ul className="rounded-xl border bg-card" aria-label={t('plan')}>
        {start.inUse.map((code) => {
          const row = rows[code.key];
          return row === undefined ? null : (
            <PlanRowFields
              key={code.key}
              code={code}
              row={row}
              targets={start.targets}
              onChange={(next) => {
                setRows({ ...rows, [code.key]: next });
                setPreview(null);
              }}
            />
          );
        })}
      </ul>
      <RelationRows
        start={start}
        goals={relations}
        onChange={(next) => {
          setRelations(next);
          setPreview(null);
        }}
      />
      <div>
        <Button loading={busy} onClick={() => void look()}>
          {t('preview')}
        </Button>
      </div>
      {problem ? (
        <Alert tone="danger" role="alert">
          {problem}
        </Alert>
      ) : null}
      {preview ? (
        <section className="grid gap-4" aria-label={t('previewTitle')} lang={locale}>
          <PreviewTable preview={preview} start={start} />
          <Field label={t('migrationReason')} hint={t('migrationReasonHint')}>
            <Input
              value={reason}
              maxLength={2000}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          <div>
            <Button
              variant="primary"
              loading={busy}
              disabled={reason.trim() === ''}
              onClick={() => void carryOut()}
            >
              {t('carryOut', { count: preview.moved })}
            </Button>
          </div>
        </section>
      ) : null}
    </div>
  );
}

function ProgressCard({
  projectId,
  progress,
  busy,
  problem,
  onGoOn,
}: {
  projectId: string;
  progress: MigrationProgress;
  busy: boolean;
  problem: string | null;
  onGoOn: () => void;
}) {
  const t = useTranslations('codebook');
  const { done, total, moved, listed, finished } = progress;
  return (
    <section className="grid gap-4 rounded-xl border bg-card p-5" aria-label={t('progress')}>
      <Progress value={total === 0 ? 100 : (100 * done) / total} label={t('progress')} />
      <p role="status">
        {finished ? t('migrated', { moved, listed }) : t('migrating', { done, total })}
      </p>
      {problem ? <Alert tone="danger">{problem}</Alert> : null}
      <div className="flex flex-wrap gap-2">
        {finished ? null : (
          <Button variant="primary" loading={busy} onClick={onGoOn}>
            {t('goOn')}
          </Button>
        )}
        {finished && listed > 0 ? (
          <Button asChild variant="primary">
            <Link href={`/projects/${projectId}/codebook/waiting`}>{t('openWaiting')}</Link>
          </Button>
        ) : null}
        <Button asChild>
          <Link href={`/projects/${projectId}/codebook`}>{t('backToCodebook')}</Link>
        </Button>
      </div>
    </section>
  );
}
