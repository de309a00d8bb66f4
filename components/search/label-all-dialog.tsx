'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { Spinner } from '@/components/ui/spinner';
import type { AnnotationChange } from '@/lib/annotations/schema';
import { attributesOf } from '@/lib/codebook/rules';
import type { CodebookDocument } from '@/lib/codebook/schema';
import { LABEL_LIMIT } from '@/lib/search/schema';
import { AttributeInput } from './attribute-input';
import { LabelOutcome } from './label-outcome';
import { LabelPreview } from './label-preview';
import { codeName, nameIn } from './names';
import { type LabelSource, useLabelAll } from './use-label-all';

interface Props {
  projectId: string;
  codebook: CodebookDocument;
  source: LabelSource;
  onClose: () => void;
  /** Told what changed in the open article, when all places are in one. */
  onChange?: (change: AnnotationChange) => void;
}

/** "Label all these": a code, every place to see and to leave out, one act, one way back. */
export function LabelAllDialog({ projectId, codebook, source, onClose, onChange }: Props) {
  const t = useTranslations('search');
  const format = useFormatter();
  const label = useLabelAll(projectId, source, onChange);
  const { places, preview, chosen, codeKey, state } = label;
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent className="sm:max-w-3xl" data-label-all>
        <DialogHeader>
          <DialogTitle>{t('label.title')}</DialogTitle>
          <DialogDescription>
            {places === null ? t('label.looking') : t('label.found', { count: places.length })}{' '}
            {t('label.explain')}
          </DialogDescription>
        </DialogHeader>
        {label.isCapped ? (
          <Alert tone="warning">{t('label.capped', { limit: format.number(LABEL_LIMIT) })}</Alert>
        ) : null}
        {label.problem ? (
          <Alert tone="danger" role="alert">
            {label.problem === 'offline' ? t('label.offline') : label.problem}
          </Alert>
        ) : null}
        {state.step === 'choose' ? (
          <>
            <ChooseCode
              codebook={codebook}
              value={codeKey}
              disabled={places === null || places.length === 0}
              onChange={(key) => void label.choose(key)}
            />
            <Attributes codebook={codebook} label={label} />
            {label.busy && preview === null ? <Spinner /> : null}
            {preview ? <LabelPreview label={label} /> : null}
            <DialogFooter>
              <Button onClick={onClose}>{t('label.cancel')}</Button>
              <Button
                variant="primary"
                loading={label.busy && preview !== null}
                disabled={chosen.length === 0}
                onClick={() => void label.apply()}
              >
                {t('label.apply', { count: chosen.length })}
              </Button>
            </DialogFooter>
          </>
        ) : (
          <LabelOutcome codebook={codebook} label={label} onClose={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}

function ChooseCode({
  codebook,
  value,
  disabled,
  onChange,
}: {
  codebook: CodebookDocument;
  value: string;
  disabled: boolean;
  onChange: (key: string) => void;
}) {
  const t = useTranslations('search');
  const locale = useLocale();
  const definition = codebook.codes.find(({ key }) => key === value)?.definition;
  return (
    <div className="grid gap-1.5">
      <Label htmlFor="label-all-code">{t('label.code')}</Label>
      <NativeSelect
        id="label-all-code"
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{t('label.chooseCode')}</option>
        {codebook.layers.map((layer) => (
          <optgroup key={layer.key} label={nameIn(layer.name, locale)}>
            {codebook.codes
              .filter((code) => code.layer === layer.key && !code.retired)
              .filter((code) => code.targets.includes('span'))
              .map((code) => (
                <option key={code.key} value={code.key}>
                  {codeName(codebook, code.key, locale)}
                </option>
              ))}
          </optgroup>
        ))}
      </NativeSelect>
      {definition ? (
        <p className="text-[0.8125rem] text-muted-foreground">{nameIn(definition, locale)}</p>
      ) : null}
    </div>
  );
}

function Attributes({
  codebook,
  label,
}: {
  codebook: CodebookDocument;
  label: ReturnType<typeof useLabelAll>;
}) {
  const t = useTranslations('search');
  const code = codebook.codes.find(({ key }) => key === label.codeKey);
  const definitions = code ? attributesOf(codebook, code) : [];
  if (definitions.length === 0) return null;
  return (
    <details className="rounded-lg border px-3 py-2">
      <summary className="cursor-pointer font-medium text-sm">{t('label.attributes')}</summary>
      <div className="mt-2 grid gap-3 sm:grid-cols-2">
        {definitions.map((definition) => (
          <AttributeInput
            key={definition.key}
            attribute={definition}
            value={label.attributes[definition.key]}
            onChange={(value) => {
              const { [definition.key]: _, ...others } = label.attributes;
              label.setAttributes(value === null ? others : { ...others, [definition.key]: value });
            }}
          />
        ))}
      </div>
    </details>
  );
}
