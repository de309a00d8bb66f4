'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import type { Loss } from '@/lib/codebook/formats/format';
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/codebook/formats/format';

interface Props {
  projectId: string;
  canEdit: boolean;
  /** What each format would lose of the version in force. */
  losses: Readonly<Record<ExportFormat, readonly Loss[]>>;
}

interface ReadFault {
  readonly file: string;
  readonly line: number | null;
  readonly reason: string;
}

/** The codebook as a file: out in a format, with what it cannot carry; in, as a draft. */
export function ExchangePanel({ projectId, canEdit, losses }: Props) {
  const t = useTranslations('codebook');
  const [format, setFormat] = useState<ExportFormat>('json');
  return (
    <section aria-labelledby="codebook-exchange" className="mt-12 grid gap-6">
      <h2 id="codebook-exchange" className="font-semibold font-serif text-xl tracking-tight">
        {t('exchange')}
      </h2>
      <div className="grid gap-6 md:grid-cols-2">
        <div className="grid content-start gap-3 rounded-xl border bg-card p-4">
          <Field label={t('format')}>
            <NativeSelect
              value={format}
              onChange={(event) => setFormat(event.target.value as ExportFormat)}
            >
              {EXPORT_FORMATS.map((one) => (
                <option key={one} value={one}>
                  {t(`formats.${one}`)}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <LossList title={t('willLose')} losses={losses[format]} />
          <div>
            <Button asChild>
              <a href={`/api/projects/${projectId}/codebook?format=${format}`} download>
                {t('download')}
              </a>
            </Button>
          </div>
        </div>
        {canEdit ? <ImportForm projectId={projectId} /> : null}
      </div>
    </section>
  );
}

function LossList({ title, losses }: { title: string; losses: readonly Loss[] }) {
  const t = useTranslations('codebook');
  if (losses.length === 0) return <p className="text-muted-foreground text-sm">{t('noLoss')}</p>;
  return (
    <div className="text-muted-foreground text-sm">
      <p>{title}</p>
      <ul className="list-disc pl-5">
        {losses.map(({ kind, count }) => (
          <li key={kind}>{t('loss', { what: t(`losses.${kind}`), count })}</li>
        ))}
      </ul>
    </div>
  );
}

function ImportForm({ projectId }: { projectId: string }) {
  const t = useTranslations('codebook');
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [mode, setMode] = useState<'replace' | 'add'>('add');
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<readonly ReadFault[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [losses, setLosses] = useState<readonly Loss[] | null>(null);

  const send = async () => {
    if (file === null) return;
    setBusy(true);
    setProblem(null);
    setFaults([]);
    const body = new FormData();
    body.set('file', file);
    body.set('mode', mode);
    const answer = await fetch(`/api/projects/${projectId}/codebook`, { method: 'POST', body })
      .then(async (response) => ({ ok: response.ok, json: await response.json() }))
      .catch(() => null);
    setBusy(false);
    if (answer === null) setProblem(t('connectionLost'));
    else if (!answer.ok) setProblem(answer.json.error?.message ?? t('connectionLost'));
    else if (answer.json.refused) {
      setProblem(answer.json.refused);
      setFaults(answer.json.faults);
    } else if ((answer.json.losses as Loss[]).length > 0) setLosses(answer.json.losses);
    else router.push(`/projects/${projectId}/codebook/edit`);
  };

  return (
    <form
      className="grid content-start gap-3 rounded-xl border bg-card p-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label={t('file')} hint={t('fileHint')}>
        <Input
          type="file"
          accept=".json,.csv,.tsv,.qdc,.conf,.xml,.txt"
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
      </Field>
      <Field label={t('importMode')}>
        <NativeSelect
          value={mode}
          onChange={(event) => setMode(event.target.value === 'replace' ? 'replace' : 'add')}
        >
          <option value="add">{t('modeAdd')}</option>
          <option value="replace">{t('modeReplace')}</option>
        </NativeSelect>
      </Field>
      <div>
        <Button type="submit" loading={busy} disabled={file === null}>
          {t('readFile')}
        </Button>
      </div>
      {problem ? (
        <Alert tone="danger" role="alert" title={problem}>
          <ul className="mt-1 grid gap-0.5">
            {faults.slice(0, 50).map(({ file: name, line, reason }) => (
              <li key={`${line}${reason}`} className="font-mono text-xs">
                {line === null ? name : `${name}:${line}`}: {reason}
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      {losses ? (
        <Alert tone="warning" title={t('readWithLosses')}>
          <LossList title={t('wereLost')} losses={losses} />
          <Button
            size="sm"
            className="mt-2"
            onClick={() => router.push(`/projects/${projectId}/codebook/edit`)}
          >
            {t('openDraft')}
          </Button>
        </Alert>
      ) : null}
    </form>
  );
}
