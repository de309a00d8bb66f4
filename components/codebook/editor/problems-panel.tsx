'use client';

import { useTranslations } from 'next-intl';
import type { DraftProblem } from '@/lib/codebook/draft/problems';
import { useDraft, useEditor, useNames } from './draft-context';
import { useProblemText } from './problem-line';

const SHOWN = 60;

/** Everything that keeps the draft from being published, and what is only worth a look; each leads to its place. */
export function ProblemsPanel({ problems }: { problems: readonly DraftProblem[] }) {
  const t = useTranslations('codebook');
  const { draft } = useDraft();
  const { select, setLanguage } = useEditor();
  const text = useProblemText();
  const nameOf = useNames();
  if (problems.length === 0) return null;
  const go = ({ list, id, kind, about }: DraftProblem) => {
    if (kind.startsWith('text_missing')) setLanguage(about);
    if (list === null || id === null) select(null);
    else if (list !== 'attributes') select({ list, id });
    else {
      const attribute = draft.attributes.find((item) => item.id === id);
      if (!attribute) return;
      select(
        attribute.code === null
          ? { list: 'layers', id: attribute.layer }
          : { list: 'codes', id: attribute.code },
      );
    }
  };
  return (
    <details className="rounded-xl border bg-card">
      <summary className="cursor-pointer px-4 py-2.5 font-medium text-sm">
        {t('problemsTitle', {
          errors: problems.filter(({ severity }) => severity === 'error').length,
          warnings: problems.filter(({ severity }) => severity === 'warning').length,
        })}
      </summary>
      <ul className="border-t p-2">
        {problems.slice(0, SHOWN).map((problem) => {
          const list = problem.list;
          const item = list === null ? undefined : draft[list].find((one) => one.id === problem.id);
          return (
            <li key={`${problem.list}${problem.id}${problem.field}${problem.kind}${problem.about}`}>
              <button
                type="button"
                onClick={() => go(problem)}
                className="w-full rounded-md px-2 py-1 text-left text-sm hover:bg-accent pointer-coarse:py-2"
              >
                {item ? <span className="font-medium">{nameOf(item)}: </span> : null}
                {text(problem)}
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
