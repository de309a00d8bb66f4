'use client';

import { useTranslations } from 'next-intl';
import type { DraftProblem } from '@/lib/codebook/draft/problems';
import { nameOf } from '@/lib/codebook/draft/problems';
import type { Draft } from '@/lib/codebook/draft/schema';
import { ProblemLine } from './editor/problem-line';

const SHOWN = 100;

/** What is wrong with a draft, to read. */
export function ProblemList({
  problems,
  draft,
}: {
  problems: readonly DraftProblem[];
  draft: Draft;
}) {
  const t = useTranslations('codebook');
  if (problems.length === 0) return null;
  return (
    <ul className="grid gap-1" aria-label={t('check')}>
      {problems.slice(0, SHOWN).map((problem) => {
        const { list, id } = problem;
        const item = list === null ? undefined : draft[list].find((one) => one.id === id);
        return (
          <li
            key={`${list}${id}${problem.field}${problem.kind}${problem.about}`}
            className="flex flex-wrap items-baseline gap-x-2"
          >
            {item ? <span className="font-medium text-sm">{nameOf(item)}</span> : null}
            <ProblemLine problem={problem} />
          </li>
        );
      })}
    </ul>
  );
}
