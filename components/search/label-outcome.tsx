'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { DialogFooter } from '@/components/ui/dialog';
import type { CodebookDocument } from '@/lib/codebook/schema';
import type { UnlabelledPlaces } from '@/lib/search/schema';
import { codeName } from './names';
import type { useLabelAll } from './use-label-all';

/** What was done, and the one way back. */
export function LabelOutcome({
  codebook,
  label,
  onClose,
}: {
  codebook: CodebookDocument;
  label: ReturnType<typeof useLabelAll>;
  onClose: () => void;
}) {
  const t = useTranslations('search');
  const locale = useLocale();
  const { state } = label;
  if (state.step === 'choose') return null;
  return (
    <>
      {state.step === 'done' ? (
        <Alert tone="success" role="status">
          {t('label.done', {
            count: state.result.created,
            articles: state.result.articles,
            code: codeName(codebook, label.codeKey, locale),
          })}
        </Alert>
      ) : (
        <TakenBack result={state.result} />
      )}
      <DialogFooter>
        {state.step === 'done' ? (
          <Button loading={label.busy} onClick={() => void label.undo(state.result.batchId)}>
            {t('label.undo')}
          </Button>
        ) : null}
        <Button variant="primary" onClick={onClose}>
          {t('label.close')}
        </Button>
      </DialogFooter>
    </>
  );
}

/** What was taken back, and by name what was not. */
export function TakenBack({ result }: { result: UnlabelledPlaces }) {
  const t = useTranslations('search');
  return (
    <Alert tone={result.kept.length > 0 ? 'warning' : 'success'} role="status">
      <p>{t('label.undone', { count: result.removed })}</p>
      {result.kept.length > 0 ? (
        <>
          <p className="mt-1">{t('label.kept', { count: result.kept.length })}</p>
          <ul className="mt-1 list-disc pl-5">
            {result.kept.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
              <li key={index}>
                <bdi>{one.title}</bdi>: “<bdi>{one.words}</bdi>” ({t(`label.reasons.${one.reason}`)}
                )
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Alert>
  );
}
