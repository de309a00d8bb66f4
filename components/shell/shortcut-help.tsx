'use client';

import { Keyboard } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { type ShortcutSection, shortcutStore } from './shortcut-store';

const NONE: readonly ShortcutSection[] = [];

/** Renders nothing; while mounted, its section stands in the keyboard help (opened by "?"). */
export function ShortcutHelp({ title, items }: ShortcutSection) {
  useEffect(() => shortcutStore.add({ title, items }), [title, items]);
  return null;
}

/** The header's keyboard button and the dialog that lists what the open page understands. */
export function ShortcutHelpButton() {
  const t = useTranslations('shell');
  const [open, setOpen] = useState(false);
  const sections = useSyncExternalStore(shortcutStore.subscribe, shortcutStore.read, () => NONE);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  const everywhere: ShortcutSection = {
    title: t('everywhere.title'),
    items: [
      { keys: ['?'], label: t('everywhere.list') },
      { keys: ['Tab'], label: t('everywhere.tab') },
      { keys: ['Esc'], label: t('everywhere.escape') },
      { keys: ['F8'], label: t('everywhere.notifications') },
    ],
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t('keyboardShortcuts')}
          className="max-sm:hidden"
        >
          <Keyboard aria-hidden />
        </Button>
      </DialogTrigger>
      <DialogContent className="sm:max-w-2xl">
        <DialogHeader>
          <DialogTitle>{t('keyboard')}</DialogTitle>
          <DialogDescription>{t('shortcutsHelp')}</DialogDescription>
        </DialogHeader>
        <div className="grid gap-6 sm:grid-cols-2">
          {[...sections, everywhere].map((section) => (
            <section key={section.title} aria-label={section.title}>
              <h3 className="mb-2 font-medium text-muted-foreground text-sm">{section.title}</h3>
              <dl className="grid gap-1.5">
                {section.items.map((item) => (
                  <div key={item.label} className="flex items-baseline justify-between gap-4">
                    <dt className="text-sm">{item.label}</dt>
                    <dd className="flex shrink-0 flex-wrap justify-end gap-1">
                      {item.keys.map((key) => (
                        <Kbd key={key}>{key}</Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
}
