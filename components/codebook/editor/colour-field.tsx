'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { MODES, suggestColour } from '@/lib/codebook/colours';
import { type DraftProblem, neighboursOf } from '@/lib/codebook/draft/problems';
import type { DraftCode } from '@/lib/codebook/draft/schema';
import { setEdit, useDraft, useEditor } from './draft-context';
import { ProblemLine } from './problem-line';

/** The colour on a light and on a dark page, what is wrong with it, and the nearest that is not. */
export function ColourField({
  code,
  problems,
}: {
  code: DraftCode;
  problems: readonly DraftProblem[];
}) {
  const t = useTranslations('codebook');
  const { model } = useEditor();
  const { draft } = useDraft();
  const change = (now: DraftCode['colour']) => model.edit([setEdit('codes', code, 'colour', now)]);
  const mend = () => {
    const better = suggestColour(code.colour, neighboursOf(draft, code));
    if (better) change(better);
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-sm">{t('colour')}</legend>
      <div className="flex flex-wrap gap-4">
        {MODES.map((mode) => (
          <label key={mode} className="flex items-center gap-2 text-sm">
            <input
              type="color"
              value={/^#[0-9a-f]{6}$/.test(code.colour[mode]) ? code.colour[mode] : '#000000'}
              aria-label={t(mode === 'light' ? 'pickLight' : 'pickDark')}
              onChange={(event) => change({ ...code.colour, [mode]: event.target.value })}
              className="size-9 cursor-pointer rounded-md border border-input bg-card p-0.5 pointer-coarse:size-11"
            />
            <span className="grid gap-0.5">
              <span className="text-muted-foreground text-xs">
                {t(mode === 'light' ? 'onLight' : 'onDark')}
              </span>
              <Input
                className="w-28 font-mono"
                value={code.colour[mode]}
                maxLength={7}
                spellCheck={false}
                aria-label={t(mode === 'light' ? 'hexLight' : 'hexDark')}
                onChange={(event) =>
                  change({ ...code.colour, [mode]: event.target.value.toLowerCase() })
                }
              />
            </span>
          </label>
        ))}
        {MODES.map((mode) => (
          <span
            key={mode}
            aria-hidden
            className="self-end rounded-md px-2 py-1.5 font-serif text-[0.9375rem]"
            style={{
              background: mode === 'light' ? '#fffefb' : '#201d19',
              color: mode === 'light' ? '#23201b' : '#ece7dd',
            }}
          >
            <span
              style={{
                background: `color-mix(in srgb, ${code.colour[mode]} ${mode === 'light' ? 15 : 24}%, transparent)`,
                textDecoration: `underline 2px ${code.colour[mode]}`,
                textUnderlineOffset: '3px',
              }}
            >
              {t('sample')}
            </span>
          </span>
        ))}
      </div>
      {problems.length > 0 ? (
        <div className="grid gap-1">
          {problems.map((problem) => (
            <ProblemLine key={`${problem.kind}${problem.about}${problem.more}`} problem={problem} />
          ))}
          <div>
            <Button size="sm" onClick={mend}>
              {t('mendColour')}
            </Button>
          </div>
        </div>
      ) : null}
    </fieldset>
  );
}
