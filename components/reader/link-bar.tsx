'use client';

import { Link2, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { lineFor } from './model/describe';
import { useReader, useSignal } from './reader-context';

/** What can be done with the marked spans, or with a proposed attribution. Floats over the page. */
export function LinkBar() {
  const { model, editor } = useReader();
  const marked = useSignal(model.marked);
  const preview = useSignal(model.preview);
  if (preview) {
    const named = preview.members.some(({ role }) => role === 'source');
    return (
      <Bar label="Proposed attribution">
        <span className="text-sm">Join these?</span>
        <Button size="sm" variant="primary" onClick={() => editor.links.confirmLink()}>
          <Link2 aria-hidden /> Join <Kbd>Enter</Kbd>
        </Button>
        {named ? (
          <Button
            size="sm"
            aria-pressed={preview.sourceAbsent}
            onClick={() => editor.links.toggleAbsent()}
          >
            {preview.sourceAbsent ? 'With the source' : 'Source absent'} <Kbd>0</Kbd>
          </Button>
        ) : (
          <span className="text-sm text-warning">no source named</span>
        )}
        <CloseButton label="Do not join" onClick={() => model.preview.set(null)} />
      </Bar>
    );
  }
  if (marked.size === 0) return null;
  return (
    <Bar label="Marked annotations">
      <span className="text-sm">{marked.size} marked</span>
      <Button size="sm" variant="primary" onClick={() => editor.links.joinMarked()}>
        <Link2 aria-hidden /> Attribution <Kbd>Shift A</Kbd>
      </Button>
      {marked.size === 2 ? (
        <Button size="sm" onClick={() => model.relating.set(true)}>
          Link… <Kbd>Shift R</Kbd>
        </Button>
      ) : null}
      <CloseButton label="Unmark all" onClick={() => model.marked.set(new Set())} />
    </Bar>
  );
}

function Bar({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <section
      aria-label={label}
      data-reader-part
      className="fixed bottom-4 left-1/2 z-30 flex max-w-[calc(100vw-1rem)] -translate-x-1/2 animate-fade-in flex-wrap items-center gap-2 rounded-xl border bg-popover px-3 py-2 shadow-float max-lg:bottom-18"
    >
      {children}
    </section>
  );
}

function CloseButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button size="icon-sm" variant="ghost" aria-label={label} onClick={onClick}>
      <X aria-hidden />
    </Button>
  );
}

/** Which link joins the two marked annotations, and in which direction. */
export function RelationDialog() {
  const { model, editor } = useReader();
  const relating = useSignal(model.relating);
  const marked = useSignal(model.marked);
  const [first, second] = [...marked].flatMap((id) => model.store.get(id) ?? []);
  const choices =
    first && second
      ? model.codebook.document.relationTypes.flatMap((type) => {
          const fits = (from: typeof first, to: typeof first) =>
            type.from.includes(from.codeKey) && type.to.includes(to.codeKey);
          const pairs = [
            ...(fits(first, second) ? [[first, second] as const] : []),
            ...(!type.symmetric && fits(second, first) ? [[second, first] as const] : []),
          ];
          return pairs.map(([from, to]) => ({ type, from, to }));
        })
      : [];
  return (
    <Dialog open={relating} onOpenChange={(open) => model.relating.set(open)}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Link two annotations</DialogTitle>
          <DialogDescription>
            {choices.length > 0
              ? 'Choose what the link says.'
              : 'The codebook has no link that joins these two codes. Mark a claim and its evidence, or two claims.'}
          </DialogDescription>
        </DialogHeader>
        <div className="grid gap-2">
          {choices.map(({ type, from, to }) => (
            <Button
              key={`${type.key}-${from.id}`}
              className="h-auto justify-start whitespace-normal py-2 text-left"
              onClick={() => editor.links.relate(type.key, from.id, to.id)}
            >
              <span>
                {lineFor(from, model, 60)} <strong>{type.name.en}</strong> {lineFor(to, model, 60)}
              </span>
            </Button>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
