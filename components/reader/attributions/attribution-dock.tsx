'use client';

import { ExternalLink, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { useReader, useSignal } from '../reader-context';
import { AttributionTable } from './attribution-table';

/** The table of attributions along the bottom of the reader: the text stays in view above it. */
export function AttributionDock() {
  const { model } = useReader();
  const open = useSignal(model.table);
  return open ? <Dock /> : null;
}

function Dock() {
  const t = useTranslations('attribution');
  const { model, dom } = useReader();
  const ref = useRef<HTMLElement>(null);
  const { projectId, article } = model.data;
  const active = model.activeHead();
  const first =
    active?.kind === 'composite'
      ? active.id
      : ((active && model.store.compositesOf(active.id)[0]) ?? null);

  useEffect(() => {
    const cell = ref.current?.querySelector<HTMLElement>('[data-cell][tabindex="0"]');
    (cell ?? ref.current)?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest' });
  }, []);

  const close = () => {
    model.table.set(false);
    dom.get()?.root.focus({ preventScroll: true });
  };
  const go = (id: string) => {
    if (window.matchMedia('(max-width: 63.99rem)').matches) model.table.set(false);
    model.show(id);
    dom.get()?.root.focus({ preventScroll: true });
  };
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={t('title')}
      data-reader-part
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
      className="fixed inset-x-0 bottom-0 z-30 flex h-[46dvh] animate-fade-in flex-col border-t bg-background shadow-float outline-none max-lg:h-[80dvh] print:static print:h-auto print:shadow-none"
    >
      <div className="flex items-center gap-2 border-b px-4 py-2 print:hidden">
        <h2 className="font-semibold text-sm">{t('title')}</h2>
        <Button size="sm" variant="ghost" asChild>
          <Link
            href={`/projects/${projectId}/articles/${article.articleId}/attributions?version=${article.versionNo}`}
            prefetch={false}
          >
            {t('asPage')} <ExternalLink aria-hidden />
          </Link>
        </Button>
        <Button
          size="icon-sm"
          variant="ghost"
          aria-label={t('close')}
          className="ml-auto"
          onClick={close}
        >
          <X aria-hidden />
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-4">
        <AttributionTable onGo={go} first={first} />
      </div>
    </section>
  );
}
