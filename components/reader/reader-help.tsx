'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ShortcutHelp } from '@/components/shell/shortcut-help';
import { useKeyNames } from '@/components/shortcuts/key-caps';
import type { Translate } from '@/lib/i18n/translate';
import { ACTIONS, SECTIONS, type Section } from '@/lib/shortcuts/catalogue';
import type { Keys } from '@/lib/shortcuts/rules';

/** The caret's keys, which are the same for everybody. */
const CARET = ['arrows', 'byWord', 'bySentence', 'byParagraph', 'byLine', 'extend'] as const;

/** The reader's part of the keyboard help, with the keys that are in force for this person. */
export function ReaderHelp({ keys }: { keys: Keys }) {
  const t = useTranslations('reader');
  const names = useKeyNames();
  return (
    <>
      <CaretHelp />
      {SECTIONS.map((section) => (
        <SectionHelp key={section} section={section} keys={keys} names={names} t={t} />
      ))}
    </>
  );
}

function CaretHelp() {
  const t = useTranslations('reader');
  const items = useMemo(
    () =>
      CARET.map((id) => ({
        keys: t(`caret.${id}.keys`).split(' '),
        label: t(`caret.${id}.label`),
      })),
    [t],
  );
  return <ShortcutHelp title={t('caret.title')} items={items} />;
}

function SectionHelp({
  section,
  keys,
  names,
  t,
}: {
  section: Section;
  keys: Keys;
  names: (chord: string) => readonly string[];
  t: Translate<'reader'>;
}) {
  const items = useMemo(() => {
    const own = ACTIONS.filter((action) => action.section === section).flatMap(({ id }) => {
      const [first] = keys.get(id) ?? [];
      return first ? [{ keys: names(first), label: t(`actions.${id}`) }] : [];
    });
    if (section !== 'label') return own;
    return [
      { keys: [t('letter')], label: t('labelWithLetter') },
      { keys: [t('keys.Shift'), t('letter')], label: t('lockWithLetter') },
      ...own,
    ];
  }, [section, keys, names, t]);
  return <ShortcutHelp title={t(`sections.${section}`)} items={items} />;
}
