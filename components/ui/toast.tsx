'use client';

import { CircleCheck, CircleX, Info, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Toast as Primitive } from 'radix-ui';
import { useSyncExternalStore } from 'react';
import { buttonClass } from './button';
import { cn } from './cn';
import { type ToastItem, type ToastTone, toast, toastStore } from './toast-store';

export { toast };

const NONE: readonly ToastItem[] = [];
const ICONS = { neutral: Info, success: CircleCheck, error: CircleX, warning: TriangleAlert };
const ICON_CLASS: Record<ToastTone, string> = {
  neutral: 'text-info',
  success: 'text-success',
  error: 'text-danger',
  warning: 'text-warning',
};

/** Where toasts appear; once, in the root layout. F8 moves the focus here. */
export function Toaster() {
  const t = useTranslations('ui');
  const items = useSyncExternalStore(toastStore.subscribe, toastStore.read, () => NONE);
  return (
    <Primitive.Provider swipeDirection="right" label={t('notification')}>
      {items.map((item) => (
        <ToastCard key={item.id} item={item} />
      ))}
      <Primitive.Viewport className="fixed right-0 bottom-0 z-[70] flex w-full max-w-sm flex-col gap-2 p-4" />
    </Primitive.Provider>
  );
}

function ToastCard({ item }: { item: ToastItem }) {
  const t = useTranslations('ui');
  const Icon = ICONS[item.tone];
  const duration = item.duration ?? (item.tone === 'error' ? Number.POSITIVE_INFINITY : 5000);
  return (
    <Primitive.Root
      duration={duration}
      type={item.tone === 'error' ? 'foreground' : 'background'}
      onOpenChange={(open) => {
        if (!open) toast.dismiss(item.id);
      }}
      className="flex animate-pop-in items-start gap-3 rounded-lg border bg-popover p-3 text-popover-foreground shadow-float"
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', ICON_CLASS[item.tone])} />
      <div className="min-w-0 flex-1">
        <Primitive.Title className="font-medium text-sm">{item.title}</Primitive.Title>
        {item.description ? (
          <Primitive.Description className="mt-0.5 text-muted-foreground text-sm">
            {item.description}
          </Primitive.Description>
        ) : null}
        {item.action ? (
          <Primitive.Action
            altText={item.action.label}
            onClick={item.action.onClick}
            className={cn(buttonClass('secondary', 'sm'), 'mt-2')}
          >
            {item.action.label}
          </Primitive.Action>
        ) : null}
      </div>
      <Primitive.Close aria-label={t('dismiss')} className={buttonClass('ghost', 'icon-sm')}>
        <X aria-hidden />
      </Primitive.Close>
    </Primitive.Root>
  );
}
