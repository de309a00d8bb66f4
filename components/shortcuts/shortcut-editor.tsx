'use client';

import { Plus, RotateCcw, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { resetShortcutsAction, setShortcutAction } from '@/lib/shortcuts/actions';
import { ACTIONS, type Action, type ActionId, SECTIONS } from '@/lib/shortcuts/catalogue';
import { chordOf } from '@/lib/shortcuts/chord';
import { type Clash, clashesOf, keysInForce, withKeys } from '@/lib/shortcuts/rules';
import type { OwnKeys } from '@/lib/shortcuts/schema';
import { KeyCaps, useKeyNames } from './key-caps';

/** From the keys that an action has to those that it shall have; null: those that it came with. */
type Change = (now: readonly string[]) => readonly string[] | null;

/** The reader's keys, each changed by pressing the wanted one. Saved at once. */
export function ShortcutEditor({ initial }: { initial: OwnKeys }) {
  const t = useTranslations('reader');
  const names = useKeyNames();
  const [own, setOwn] = useState(initial);
  const [listening, setListening] = useState<ActionId | null>(null);
  const [refusal, setRefusal] = useState<{ actionId: ActionId | null; text: string } | null>(null);
  const [said, setSaid] = useState('');
  const latest = useRef(initial);
  const turn = useRef(Promise.resolve());
  const keys = keysInForce(own);

  const explain = (clash: Clash): string => {
    const key = names(clash.key).join(' ');
    return clash.kind === 'action'
      ? t('shortcuts.clash.action', { key, action: t(`actions.${clash.actionId}`) })
      : t(`shortcuts.clash.${clash.kind}`, { key });
  };
  // One after another, each from what the one before left, though that may have failed: two quick
  // changes both hold.
  const after = (work: () => Promise<void>) => {
    turn.current = turn.current.then(work, work);
  };
  const save = (actionId: ActionId, change: Change) => {
    setListening(null);
    after(() => saveNow(actionId, change));
  };
  const saveNow = async (actionId: ActionId, change: Change) => {
    const known = latest.current;
    const next = change(keysInForce(known).get(actionId) ?? []);
    const wanted = withKeys(known, actionId, next);
    const clashes = clashesOf(actionId, keysInForce(wanted).get(actionId) ?? [], wanted);
    if (clashes.length > 0) {
      setRefusal({ actionId, text: clashes.map(explain).join(' ') });
      return;
    }
    const result = await setShortcutAction({ actionId, keys: next });
    if (!result.ok) {
      setRefusal({ actionId, text: result.error.userMessage });
      return;
    }
    setRefusal(null);
    latest.current = result.value;
    setOwn(result.value);
    setSaid(t('shortcuts.saved', { action: t(`actions.${actionId}`) }));
  };
  const resetNow = async () => {
    const result = await resetShortcutsAction();
    if (!result.ok) setRefusal({ actionId: null, text: result.error.userMessage });
    else {
      setRefusal(null);
      latest.current = result.value;
      setOwn(result.value);
      setSaid(t('shortcuts.wasReset'));
    }
  };
  const onListen = (event: KeyboardEvent, action: Action) => {
    if (event.key === 'Tab' || event.key === 'Escape') {
      setListening(null);
      if (event.key === 'Escape') event.preventDefault();
      return;
    }
    const altGraph = event.getModifierState('AltGraph');
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
    const chord = chordOf({ key, code, ctrlKey, metaKey, altKey, shiftKey, altGraph });
    event.preventDefault();
    event.stopPropagation();
    if (chord === null) return;
    save(action.id, (now) => [chord, ...now.filter((one) => one !== chord)].slice(0, 4));
  };

  return (
    <div className="grid gap-6">
      <div className="flex items-center justify-between gap-4">
        <p className="text-muted-foreground text-sm">{t('shortcuts.hint')}</p>
        <Button
          size="sm"
          onClick={() => after(resetNow)}
          disabled={Object.keys(own).length === 0}
          className="shrink-0"
        >
          <RotateCcw aria-hidden /> {t('shortcuts.resetAll')}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
      {refusal?.actionId === null ? <Alert tone="danger">{refusal.text}</Alert> : null}
      {SECTIONS.map((section) => (
        <section key={section} aria-labelledby={`keys-${section}`} className="grid gap-2">
          <h2 id={`keys-${section}`} className="font-semibold text-base">
            {t(`sections.${section}`)}
          </h2>
          <ul className="divide-y rounded-lg border bg-card">
            {ACTIONS.filter((action) => action.section === section).map((action) => {
              const name = t(`actions.${action.id}`);
              const mine = keys.get(action.id) ?? [];
              return (
                <li key={action.id} data-action={action.id} className="grid gap-2 px-3 py-2">
                  <div className="flex flex-wrap items-center gap-2">
                    <span className="min-w-40 flex-1 text-sm">{name}</span>
                    {mine.map((chord) => (
                      <span
                        key={chord}
                        className="inline-flex items-center gap-1 rounded-md border bg-background py-0.5 pr-0.5 pl-1.5"
                      >
                        <KeyCaps chord={chord} />
                        <button
                          type="button"
                          aria-label={t('shortcuts.remove', {
                            key: names(chord).join(' '),
                            action: name,
                          })}
                          onClick={() =>
                            save(action.id, (now) => now.filter((one) => one !== chord))
                          }
                          className="grid size-6 place-content-center rounded hover:bg-accent pointer-coarse:size-11"
                        >
                          <X aria-hidden className="size-3.5" />
                        </button>
                      </span>
                    ))}
                    {mine.length === 0 ? (
                      <span className="text-muted-foreground text-sm">{t('shortcuts.noKey')}</span>
                    ) : null}
                    <Button
                      size="sm"
                      variant={listening === action.id ? 'primary' : 'ghost'}
                      aria-label={
                        listening === action.id
                          ? t('shortcuts.listening', { action: name })
                          : t('shortcuts.add', { action: name })
                      }
                      onClick={() => setListening(action.id)}
                      onBlur={() => setListening(null)}
                      onKeyDown={(event) => {
                        if (listening === action.id) onListen(event, action);
                      }}
                    >
                      {listening === action.id ? (
                        t('shortcuts.press')
                      ) : (
                        <>
                          <Plus aria-hidden /> {t('shortcuts.key')}
                        </>
                      )}
                    </Button>
                    {own[action.id] ? (
                      <Button
                        size="icon-sm"
                        variant="ghost"
                        aria-label={t('shortcuts.reset', { action: name })}
                        title={t('shortcuts.reset', { action: name })}
                        onClick={() => save(action.id, () => null)}
                      >
                        <RotateCcw aria-hidden />
                      </Button>
                    ) : null}
                  </div>
                  {refusal?.actionId === action.id ? (
                    <p role="alert" className="text-danger text-sm">
                      {refusal.text}
                    </p>
                  ) : null}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
