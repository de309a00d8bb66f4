'use client';

import { X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { lineFor } from './model/describe';
import { useReader, useSignal } from './reader-context';

/** Links of an annotation to others: claim → supported by → evidence. */
export function RelationFields({ head, editable }: { head: AnnotationDto; editable: boolean }) {
  const { model, editor } = useReader();
  useSignal(model.store.version);
  const relations = model.store.relationsOf(head.id);
  if (relations.length === 0) return null;
  return (
    <ul aria-label="Links" className="grid gap-1">
      {relations.map((relation) => {
        const outward = relation.fromAnnotationId === head.id;
        const otherId = outward ? relation.toAnnotationId : relation.fromAnnotationId;
        const other = model.store.get(otherId);
        const type = model.codebook.document.relationTypes.find(
          ({ key }) => key === relation.typeKey,
        );
        return (
          <li key={relation.id} className="flex items-center gap-2 text-[0.8125rem]">
            <span className="shrink-0 text-muted-foreground">
              {outward ? '' : '← '}
              {type?.name.en ?? relation.typeKey}
              {outward ? ' →' : ''}
            </span>
            <button
              type="button"
              onClick={() => model.show(otherId)}
              className="min-w-0 flex-1 truncate rounded text-left hover:underline"
            >
              {other ? lineFor(other, model, 60) : 'not shown'}
            </button>
            {editable ? (
              <Button
                size="icon-sm"
                variant="ghost"
                aria-label="Remove link"
                onClick={() => editor.links.unrelate(relation.id, relation.revisionNo)}
              >
                <X aria-hidden />
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
