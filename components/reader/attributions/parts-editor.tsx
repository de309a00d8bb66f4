'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { AttributeField, AttributeFields } from '../attribute-fields';
import { quoteOf, shortened } from '../model/describe';
import { useReader, useSignal } from '../reader-context';
import type { AttributionRow } from './rows';
import { SourceAbsence } from './source-absence';

interface Props {
  row: AttributionRow;
  part: 'sources' | 'cues' | 'contents';
  /** One attribute alone. */
  only: string | null;
  editable: boolean;
}

/** The attributes of an attribution's sources, cues or contents, set where one stands. */
export function PartsEditor({ row, part, only, editable }: Props) {
  const t = useTranslations('attribution');
  const { model, editor } = useReader();
  useSignal(model.store.version);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const fields = ref.current;
    const stop =
      fields?.querySelector<HTMLElement>('[role="radio"][tabindex="0"], input, select, textarea') ??
      fields?.querySelector<HTMLElement>('button');
    stop?.focus();
  }, []);
  return (
    <div ref={ref} className="grid gap-3">
      {row[part].map(({ id }) => {
        const span = model.store.get(id);
        if (!span) return null;
        const definition = only
          ? model.codebook.attributes(span.codeKey).find(({ key }) => key === only)
          : undefined;
        return (
          <section key={id} aria-label={shortened(quoteOf(span), 60)} className="grid gap-2">
            <p className="line-clamp-2 font-serif text-sm" dir={model.data.article.direction}>
              {quoteOf(span)}
            </p>
            {definition ? (
              <AttributeField
                definition={definition}
                value={span.attributes[definition.key]}
                editable={editable}
                onChange={(value) => {
                  const { [definition.key]: _, ...others } = span.attributes;
                  const next = value === null ? others : { ...others, [definition.key]: value };
                  editor.setAttributes(span, next);
                }}
              />
            ) : (
              <AttributeFields head={span} editable={editable} />
            )}
          </section>
        );
      })}
      {part === 'sources' && row.sources.length === 0 ? (
        <SourceAbsence head={model.store.get(row.id) ?? row.head} editable={editable} />
      ) : null}
      {part !== 'sources' && row[part].length === 0 ? (
        <p className="text-muted-foreground text-sm">{t('edit.nothing')}</p>
      ) : null}
    </div>
  );
}
