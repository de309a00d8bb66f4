'use client';

import { Link2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
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
  const t = useTranslations('attribution');
  const link = useTranslations('relations');
  const { model, editor } = useReader();
  const marked = useSignal(model.marked);
  const preview = useSignal(model.preview);
  if (preview) {
    const named = preview.members.some(({ role }) => role === 'source');
    return (
      <Bar label={t('bar.proposed')}>
        <span className="text-sm">{t('bar.joinThese')}</span>
        <Button size="sm" variant="primary" onClick={() => editor.links.confirmLink()}>
          <Link2 aria-hidden /> {t('bar.join')} <Kbd>Enter</Kbd>
        </Button>
        {named ? (
          <Button
            size="sm"
            aria-pressed={preview.sourceAbsent}
            onClick={() => editor.links.toggleAbsent()}
          >
            {preview.sourceAbsent ? t('bar.withSource') : t('bar.absent')} <Kbd>0</Kbd>
          </Button>
        ) : (
          <span className="text-sm text-warning">{t('sourceAbsent')}</span>
        )}
        <CloseButton label={t('bar.leave')} onClick={() => model.preview.set(null)} />
      </Bar>
    );
  }
  if (marked.size === 0) return null;
  return (
    <Bar label={t('bar.marked')}>
      <span className="text-sm">{t('bar.count', { count: marked.size })}</span>
      <Button size="sm" variant="primary" onClick={() => editor.links.joinMarked()}>
        <Link2 aria-hidden /> {t('bar.attribution')} <Kbd>Shift A</Kbd>
      </Button>
      {marked.size === 2 ? (
        <Button size="sm" onClick={() => model.relating.set(true)}>
          {link('dialog.open')} <Kbd>Shift R</Kbd>
        </Button>
      ) : null}
      <CloseButton label={t('bar.unmark')} onClick={() => model.marked.set(new Set())} />
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
  const t = useTranslations('relations');
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
          <DialogTitle>{t('dialog.title')}</DialogTitle>
          <DialogDescription>
            {choices.length > 0 ? t('dialog.choose') : t('dialog.none')}
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
                {lineFor(from, model, 60)} <strong>{model.codebook.say(type.name)}</strong>{' '}
                {lineFor(to, model, 60)}
              </span>
            </Button>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
