'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/textarea';
import { lineFor } from './model/describe';
import { useReader, useSignal } from './reader-context';

/** A note on the active annotation without leaving the text: Enter keeps it, Escape does not. */
export function QuickMemo() {
  const { model } = useReader();
  const noting = useSignal(model.noting);
  return noting === null ? null : <MemoField key={noting} id={noting} />;
}

function MemoField({ id }: { id: string }) {
  const { model, editor, dom } = useReader();
  const t = useTranslations('reader');
  const [text, setText] = useState(model.store.get(id)?.memo ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);

  const close = () => {
    model.noting.set(null);
    dom.get()?.root.focus({ preventScroll: true });
  };
  const keep = () => {
    const head = model.store.get(id);
    if (head) {
      editor.setMemo(head, text);
      model.announce(t('memo.kept'));
    }
    close();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      keep();
    }
  };
  const head = model.store.get(id);
  return (
    <section
      aria-label={t('memo.title')}
      data-reader-part
      className="fixed bottom-4 left-1/2 z-40 grid w-[min(34rem,calc(100vw-1rem))] -translate-x-1/2 animate-fade-in gap-2 rounded-xl border bg-popover p-3 shadow-float"
    >
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-muted-foreground text-sm">
          {head ? <bdi>{lineFor(head, model, 60)}</bdi> : null}
        </span>
        <Button size="icon-sm" variant="ghost" aria-label={t('close')} onClick={close}>
          <X aria-hidden />
        </Button>
      </div>
      <Textarea
        ref={field}
        rows={2}
        maxLength={20_000}
        aria-label={t('memo.title')}
        aria-describedby="quick-memo-hint"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="flex items-center justify-between gap-2">
        <p id="quick-memo-hint" className="text-muted-foreground text-xs pointer-coarse:hidden">
          {t('memo.hint')}
        </p>
        <Button size="sm" variant="primary" className="ml-auto" onClick={keep}>
          {t('memo.keep')}
        </Button>
      </div>
    </section>
  );
}
