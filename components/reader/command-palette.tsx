'use client';

import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { KeyCaps } from '@/components/shortcuts/key-caps';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { ACTIONS, SECTIONS } from '@/lib/shortcuts/catalogue';
import type { Keys } from '@/lib/shortcuts/rules';
import { CodeMark } from './code-mark';
import type { Runner } from './command-runner';
import { isOffered } from './model/keymap';
import { useReader, useSignal } from './reader-context';
import { keyContext } from './use-keyboard';

const GROUP_CLASS =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs';
const ITEM_CLASS =
  'flex min-h-9 cursor-pointer items-center gap-3 rounded px-2 py-1 text-sm data-[selected=true]:bg-accent pointer-coarse:min-h-11';

/** Everything that can be done now, by name, each with its key. */
export function CommandPalette({ keys, run }: { keys: Keys; run: Runner }) {
  const { model, dom } = useReader();
  const open = useSignal(model.commanding);
  const t = useTranslations('reader');
  return (
    <Dialog open={open} onOpenChange={(next) => model.commanding.set(next)}>
      <DialogContent
        data-reader-part
        className="gap-0 p-0 sm:max-w-xl sm:p-0"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          dom.get()?.root.focus({ preventScroll: true });
        }}
      >
        <DialogHeader className="sr-only">
          <DialogTitle>{t('commands.title')}</DialogTitle>
          <DialogDescription>{t('commands.hint')}</DialogDescription>
        </DialogHeader>
        <Commands keys={keys} run={run} />
      </DialogContent>
    </Dialog>
  );
}

function Commands({ keys, run }: { keys: Keys; run: Runner }) {
  const { model, dom } = useReader();
  const router = useRouter();
  const t = useTranslations('reader');
  // The dialog has the focus, but the commands are for the text.
  const context = keyContext(model, true);
  const labelling = context.canWrite && context.selecting;
  const offered = ACTIONS.filter(
    (action) => action.id !== 'commands' && isOffered(action, context),
  );

  const choose = (work: () => void) => {
    model.commanding.set(false);
    // Once the dialog has given the focus back, so that what opens next keeps it.
    requestAnimationFrame(() => {
      dom.get()?.root.focus({ preventScroll: true });
      work();
    });
  };
  return (
    <Command label={t('commands.title')} loop>
      <Command.Input
        aria-label={t('commands.search')}
        placeholder={t('commands.search')}
        className="h-12 w-full border-b bg-transparent px-4 pr-12 outline-none placeholder:text-muted-foreground"
      />
      <Command.List
        tabIndex={0}
        aria-label={t('commands.title')}
        className="max-h-[60dvh] overflow-y-auto overscroll-contain p-2 sm:max-h-96"
      >
        <Command.Empty className="px-2 py-6 text-center text-muted-foreground text-sm">
          {t('commands.none')}
        </Command.Empty>
        {SECTIONS.map((section) => {
          const own = offered.filter((action) => action.section === section);
          return own.length === 0 ? null : (
            <Command.Group key={section} heading={t(`sections.${section}`)} className={GROUP_CLASS}>
              {own.map(({ id }) => {
                const [first] = keys.get(id) ?? [];
                return (
                  <Command.Item
                    key={id}
                    value={id}
                    keywords={[t(`actions.${id}`)]}
                    onSelect={() => choose(() => run({ type: 'act', id }))}
                    className={ITEM_CLASS}
                  >
                    <span className="min-w-0 flex-1">{t(`actions.${id}`)}</span>
                    {first ? <KeyCaps chord={first} className="pointer-coarse:hidden" /> : null}
                  </Command.Item>
                );
              })}
            </Command.Group>
          );
        })}
        {labelling ? (
          <Command.Group heading={t('commands.codes')} className={GROUP_CLASS}>
            {model.codebook.codesFor('span').map((code) => (
              <Command.Item
                key={code.key}
                value={`code ${code.key}`}
                keywords={[model.codebook.nameOf(code.key)]}
                onSelect={() => choose(() => run({ type: 'label', codeKey: code.key }))}
                className={ITEM_CLASS}
              >
                <CodeMark codebook={model.codebook} codeKey={code.key} />
                <span className="min-w-0 flex-1">{model.codebook.nameOf(code.key)}</span>
                {code.shortcut ? (
                  <Kbd className="pointer-coarse:hidden">{code.shortcut}</Kbd>
                ) : null}
              </Command.Item>
            ))}
          </Command.Group>
        ) : null}
        <Command.Group heading={t('commands.more')} className={GROUP_CLASS}>
          <Command.Item
            value="change-keys"
            keywords={[t('commands.changeKeys')]}
            onSelect={() => choose(() => router.push('/account/shortcuts'))}
            className={ITEM_CLASS}
          >
            {t('commands.changeKeys')}
          </Command.Item>
        </Command.Group>
      </Command.List>
    </Command>
  );
}
