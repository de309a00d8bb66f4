'use client';

import { Sparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { findQuotations, type Quotation } from '@/lib/suggestions/rules/quotations';
import { cueKindOf, quotationKindOf } from '@/lib/suggestions/rules/values';
import type { ReaderModel } from '../model/reader-model';
import { useReader, useSignal } from '../reader-context';

const scans = new WeakMap<ReaderModel, readonly Quotation[]>();

/** Once per page: a text does not change. */
function quotationsOf(model: ReaderModel): readonly Quotation[] {
  const known = scans.get(model);
  if (known) return known;
  const { text, canonicaliser } = model.data.article;
  const how = canonicaliser === 'verbatim' ? 'verbatim' : 'sourcemark/1';
  const { quotations } = findQuotations(text, how);
  scans.set(model, quotations);
  return quotations;
}

/** The value that the typography or the cue lists point to, while nobody has chosen one. */
function hintFor(model: ReaderModel, head: AnnotationDto): { key: string; value: string } | null {
  const { text, language } = model.data.article;
  const guess =
    head.codeKey === 'content'
      ? { key: 'quotation', value: quotationKindOf(text, head.fragments, quotationsOf(model)) }
      : head.codeKey === 'cue'
        ? {
            key: 'cue_kind',
            value: cueKindOf(head.fragments.map(({ quote }) => quote).join(' '), language),
          }
        : null;
  if (!guess?.value || head.attributes[guess.key] !== undefined) return null;
  const attribute = model.codebook.attributes(head.codeKey).find(({ key }) => key === guess.key);
  const known = attribute?.options.some(({ value }) => value === guess.value);
  return known ? { key: guess.key, value: guess.value } : null;
}

/** Offers the kind of quotation or cue of the active span: one press takes it, nothing else does. */
export function ValueHint({ head }: { head: AnnotationDto }) {
  const { model, editor } = useReader();
  const t = useTranslations('suggestions');
  const on = useSignal(model.suggesting);
  if (!on || !model.isEditable(head)) return null;
  const hint = hintFor(model, head);
  if (!hint) return null;
  const attribute = model.codebook.attributes(head.codeKey).find(({ key }) => key === hint.key);
  const option = attribute?.options.find(({ value }) => value === hint.value);
  if (!attribute || !option) return null;
  return (
    <Button
      size="sm"
      variant="ghost"
      data-value-hint={hint.value}
      className="justify-self-start border border-primary/50 border-dotted"
      onClick={() => {
        const now = model.store.get(head.id) ?? head;
        editor.setAttributes(now, { ...now.attributes, [hint.key]: hint.value });
      }}
    >
      <Sparkles aria-hidden />
      {t('takeValue', {
        name: model.codebook.say(attribute.name),
        value: model.codebook.say(option.name),
      })}
    </Button>
  );
}
