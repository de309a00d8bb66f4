'use client';

import { FileUp, FolderUp, Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type DragEvent, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { Progress } from '@/components/ui/progress';
import type { ColumnMapping } from '@/lib/ingest/csv-columns';
import { type FormatChoice, formatChoiceSchema } from '@/lib/ingest/schema';
import { openUploadSchema } from '@/lib/ingest/upload-schema';
import { areTables, CsvColumns } from './csv-columns';
import { type Picked, pickedFromDrop, pickedFromInput } from './pick-files';
import { uploadFiles } from './upload';

const MEGABYTE = 1024 * 1024;

/** Drop or choose files or a folder, say what they are, import. */
export function ImportForm({ projectId }: { projectId: string }) {
  const t = useTranslations('imports');
  const router = useRouter();
  const [picked, setPicked] = useState<Picked | null>(null);
  const [format, setFormat] = useState<FormatChoice>('auto');
  const [createCodes, setCreateCodes] = useState(false);
  const [columns, setColumns] = useState<ColumnMapping>({});
  const [progress, setProgress] = useState<{ received: number; total: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const choose = (found: Picked) => {
    setProblem(found.files.length === 0 ? t('noFiles') : null);
    setPicked(found.files.length === 0 ? null : found);
  };

  const [first] = picked?.files ?? [];
  const table = picked && first && areTables(picked.files, format) ? first.file : null;

  const start = async () => {
    if (!picked) return;
    const input = openUploadSchema.safeParse({
      sourceName: picked.sourceName.slice(0, 200),
      format,
      createCodes,
      columns: table ? columns : {},
      files: picked.files.map(({ path, file }) => ({ path, size: file.size })),
    });
    if (!input.success) {
      setProblem(input.error.issues[0]?.message ?? t('cannotTake'));
      return;
    }
    setProblem(null);
    setProgress({ received: 0, total: 0 });
    const told = (received: number, total: number) => setProgress({ received, total });
    const started = await uploadFiles(projectId, input.data, picked.files, told, t);
    setProgress(null);
    if (started.ok) {
      setPicked(null);
      router.refresh();
    } else {
      setProblem(started.error.userMessage);
    }
  };

  return (
    <section aria-labelledby="new-import" className="grid gap-4">
      <h2 id="new-import" className="sr-only">
        {t('newImport')}
      </h2>
      <DropArea disabled={progress !== null} onPicked={choose} />
      {problem ? (
        <Alert tone="danger" role="alert">
          {problem}
        </Alert>
      ) : null}
      {picked ? (
        <div className="grid gap-4 rounded-xl border bg-card p-4 sm:p-5">
          <PickedSummary picked={picked} />
          <div className="grid gap-4 sm:grid-cols-[16rem_1fr] sm:items-end">
            <Field label={t('format')}>
              <NativeSelect
                value={format}
                onChange={(event) => setFormat(formatChoiceSchema.parse(event.target.value))}
              >
                {formatChoiceSchema.options.map((choice) => (
                  <option key={choice} value={choice}>
                    {t(`formats.${choice}`)}
                  </option>
                ))}
              </NativeSelect>
            </Field>
            <div className="flex items-center gap-2.5 sm:pb-2">
              <Checkbox
                id="create-codes"
                checked={createCodes}
                onCheckedChange={(checked) => setCreateCodes(checked === true)}
              />
              <Label htmlFor="create-codes" className="font-normal">
                {t('createCodes')}
              </Label>
            </div>
          </div>
          {table ? <CsvColumns file={table} mapping={columns} onChange={setColumns} /> : null}
          {progress ? (
            <div className="grid gap-1.5">
              <Progress
                label={t('upload')}
                value={progress.total > 0 ? progress.received : null}
                max={progress.total || 1}
              />
              <p className="text-muted-foreground text-sm" role="status">
                {t('uploading')}
              </p>
            </div>
          ) : null}
          <div className="flex flex-wrap gap-2">
            <Button
              variant="primary"
              loading={progress !== null}
              disabled={table !== null && columns.text === undefined}
              onClick={start}
            >
              {t('importFiles', { count: picked.files.length })}
            </Button>
            <Button variant="ghost" disabled={progress !== null} onClick={() => setPicked(null)}>
              {t('clear')}
            </Button>
          </div>
        </div>
      ) : null}
    </section>
  );
}

function PickedSummary({ picked }: { picked: Picked }) {
  const t = useTranslations('imports');
  const bytes = picked.files.reduce((sum, { file }) => sum + file.size, 0);
  const size =
    bytes >= MEGABYTE
      ? t('megabytes', { size: bytes / MEGABYTE })
      : t('kilobytes', { size: Math.ceil(bytes / 1024) });
  return (
    <p className="min-w-0 break-words">
      <span className="font-medium">{picked.sourceName}</span>{' '}
      <span className="text-muted-foreground text-sm">
        {t('fileCount', { count: picked.files.length })}, {size}
      </span>
    </p>
  );
}

/** A place to drop on, with a button each for files and for a folder, so that no mouse is needed. */
function DropArea({
  disabled,
  onPicked,
}: {
  disabled: boolean;
  onPicked: (picked: Picked) => void;
}) {
  const t = useTranslations('imports');
  const [over, setOver] = useState(false);
  const filesInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);

  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) onPicked(await pickedFromDrop(event.dataTransfer, t));
  };
  const read = (input: HTMLInputElement) => {
    if (input.files && input.files.length > 0) onPicked(pickedFromInput(input.files, t));
    // So that choosing the same file again is a change.
    input.value = '';
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the buttons inside are everyone's
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'grid justify-items-center gap-3 rounded-xl border-2 border-dashed px-6 py-10 text-center',
        over ? 'border-primary bg-primary-soft' : 'border-input/60',
      )}
    >
      <Upload aria-hidden className="size-8 text-muted-foreground" />
      <p className="font-medium">{t('drop')}</p>
      <p className="max-w-md text-muted-foreground text-sm">{t('dropHelp')}</p>
      <div className="mt-1 flex flex-wrap justify-center gap-2">
        <Button disabled={disabled} onClick={() => filesInput.current?.click()}>
          <FileUp aria-hidden /> {t('chooseFiles')}
        </Button>
        <Button disabled={disabled} onClick={() => folderInput.current?.click()}>
          <FolderUp aria-hidden /> {t('chooseFolder')}
        </Button>
      </div>
      <input
        ref={filesInput}
        type="file"
        multiple
        hidden
        aria-label={t('filesToImport')}
        onChange={(event) => read(event.currentTarget)}
      />
      <input
        ref={(element) => {
          folderInput.current = element;
          // React knows no such attribute; browsers do.
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        aria-label={t('folderToImport')}
        onChange={(event) => read(event.currentTarget)}
      />
    </div>
  );
}
