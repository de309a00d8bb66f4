'use client';

import { X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { SOURCE_PRESENCE } from './model/codebook-view';
import { isSourceAbsent, quoteOf, shortened } from './model/describe';
import { useReader, useSignal } from './reader-context';

/** The members of an attribution: take one out, add the marked ones, say that no source is named. */
export function MemberFields({ head, editable }: { head: AnnotationDto; editable: boolean }) {
  const { model, editor } = useReader();
  const marked = useSignal(model.marked);
  const roles = model.codebook.code(head.codeKey)?.roles ?? [];
  const hasSource = head.members.some(({ role }) => role === 'source');
  const absent = isSourceAbsent(head);
  return (
    <div className="grid gap-1.5">
      <ul className="grid gap-1">
        {head.members.map((member) => {
          const span = model.store.get(member.annotationId);
          const name = roles.find(({ role }) => role === member.role)?.name.en ?? member.role;
          return (
            <li key={member.annotationId} className="flex items-center gap-2 text-[0.8125rem]">
              <span className="w-16 shrink-0 text-muted-foreground text-xs">{name}</span>
              <button
                type="button"
                onClick={() => model.show(member.annotationId)}
                className="min-w-0 flex-1 truncate rounded text-left font-serif text-[0.9375rem] hover:underline"
              >
                {shortened(quoteOf(span), 80)}
              </button>
              {editable && head.members.length > 1 ? (
                <Button
                  size="icon-sm"
                  variant="ghost"
                  aria-label={`Take ${name} out`}
                  onClick={() =>
                    editor.links.setMembers(
                      head,
                      head.members.filter((one) => one !== member),
                    )
                  }
                >
                  <X aria-hidden />
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {editable && marked.size > 0 ? (
        <Button size="sm" onClick={() => editor.links.addMarked(head)}>
          Add {marked.size} marked
        </Button>
      ) : null}
      {hasSource ? null : (
        <Label className="flex items-center gap-2 font-normal">
          <Switch
            checked={absent}
            disabled={!editable}
            onCheckedChange={(checked) =>
              editor.setAttributes(head, {
                ...head.attributes,
                [SOURCE_PRESENCE]: checked ? 'absent' : 'stated',
              })
            }
          />
          No source is named
        </Label>
      )}
    </div>
  );
}
