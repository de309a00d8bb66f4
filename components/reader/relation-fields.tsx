'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { useReader, useSignal } from './reader-context';
import { optionsFor } from './relations/link-draft';
import { RelationItem } from './relations/relation-item';

/** The links of an annotation, both those that start at it and those that lead to it. */
export function RelationFields({ head, editable }: { head: AnnotationDto; editable: boolean }) {
  const t = useTranslations('relations');
  const { model, editor } = useReader();
  useSignal(model.store.version);
  const relations = model.store.relationsOf(head.id);
  const possible = editable && optionsFor(model, head).length > 0;
  if (relations.length === 0 && !possible) return null;
  return (
    <section aria-label={t('title')} className="grid gap-1.5">
      <div className="flex items-center gap-2">
        <h3 className="font-medium text-[0.8125rem]">{t('title')}</h3>
        {possible ? (
          <Button
            size="sm"
            variant="ghost"
            className="ml-auto"
            onClick={() => editor.links.startLink()}
          >
            <Plus aria-hidden /> {t('add')} <Kbd className="pointer-coarse:hidden">r</Kbd>
          </Button>
        ) : null}
      </div>
      {relations.length > 0 ? (
        <ul aria-label={t('title')} className="grid gap-1">
          {relations.map((relation) => (
            <RelationItem
              key={relation.id}
              head={head}
              relation={relation}
              // A link belongs to the coding that made it, also where it leads here.
              editable={model.canWrite && relation.coderId === model.data.me.id && editable}
            />
          ))}
        </ul>
      ) : null}
    </section>
  );
}
