'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { placeOf } from '@/lib/codebook/draft/edits';
import type { DraftProblem } from '@/lib/codebook/draft/problems';
import type { DraftLayer } from '@/lib/codebook/draft/schema';
import { AttributesSection } from './attributes-section';
import { setEdit, useDraft, useEditor } from './draft-context';
import { ProblemLine } from './problem-line';
import { TextsField } from './texts-field';

/** A layer and the attributes that all its codes have. An empty one can be taken away. */
export function LayerForm({
  layer,
  problems,
}: {
  layer: DraftLayer;
  problems: readonly DraftProblem[];
}) {
  const t = useTranslations('codebook');
  const { draft } = useDraft();
  const { model, select } = useEditor();
  const used =
    draft.codes.some((code) => code.layer === layer.id) ||
    draft.attributes.some((attribute) => attribute.layer === layer.id);
  return (
    <div className="grid gap-5">
      <TextsField list="layers" item={layer} field="name" label={t('name')} />
      <TextsField list="layers" item={layer} field="definition" label={t('definition')} />
      <Field label={t('key')}>
        <Input
          className="max-w-xs font-mono"
          value={layer.key}
          maxLength={80}
          onChange={(event) => model.edit([setEdit('layers', layer, 'key', event.target.value)])}
        />
      </Field>
      {problems
        .filter(({ id }) => id === layer.id)
        .map((problem) => (
          <ProblemLine key={`${problem.field}${problem.kind}${problem.about}`} problem={problem} />
        ))}
      <AttributesSection
        layer={layer.id}
        code={null}
        title={t('attributesOfLayer')}
        problems={problems}
      />
      {used ? null : (
        <div>
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              const after = placeOf(draft, 'layers', layer.id);
              model.edit([{ kind: 'remove', list: 'layers', after, item: layer }]);
              select(null);
            }}
          >
            <Trash2 aria-hidden />
            {t('removeLayer')}
          </Button>
        </div>
      )}
    </div>
  );
}
