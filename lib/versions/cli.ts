import { type Command, InvalidArgumentError } from 'commander';
import { type Register, runCommand } from '@/lib/cli/command';
import { ok } from '@/lib/result/result';
import type { WhatChanged } from './rules/what-changed';
import type { VersionComparison } from './schema';

interface Options {
  readonly project: string;
  readonly from?: number;
  readonly to?: number;
}

/** `articles diff ARTICLE --project SLUG [--from N] [--to N]` */
export const register: Register = (program) => {
  const articles = program.command('articles').description('Look at articles and their versions');
  articles
    .command('diff <article>')
    .description(
      'what changed between two versions of an article (its name in its file, or its id)',
    )
    .requiredOption('--project <slug>', 'the project')
    .option('--from <number>', 'the earlier version (default: the one before)', number)
    .option('--to <number>', 'the later version (default: the newest)', number)
    .action((article: string, options: Options, command: Command) =>
      runCommand(command, async () => {
        const { findProjectId } = await import('@/lib/projects/queries');
        const projectId = await findProjectId(options.project);
        if (!projectId.ok) return projectId;
        const actor = { kind: 'operator', projectId: projectId.value } as const;
        const { findArticleId, getVersionComparison } = await import('./queries');
        const articleId = await findArticleId(actor, article);
        if (!articleId.ok) return articleId;
        const compared = await getVersionComparison(actor, articleId.value, options);
        if (!compared.ok) return compared;
        const { from, to, versions, changed } = compared.value;
        return ok({
          json: { article, from, to, versions, changed },
          text: inWords(compared.value),
        });
      }),
    );
};

function number(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It is a whole number from 1.');
  return Number(value);
}

function inWords({ from, to, versions, changed }: VersionComparison): string {
  const list = versions.map(
    ({ versionNo, storedAt, title, capture }) =>
      `Version ${versionNo}, stored ${storedAt}, from ${capture.sourceName}: ${title}`,
  );
  if (!changed) return [...list, 'There is only one version.'].join('\n');
  return [...list, '', `From version ${from} to ${to}:`, ...changeLines(changed)].join('\n');
}

function changeLines({ fields, quotes, figures, rows, silent }: WhatChanged): string[] {
  const pair = (before: string | null, after: string | null) =>
    `${before ?? '(nothing)'} → ${after ?? '(nothing)'}`;
  const lines = [
    ...(silent ? ['The page gives no later time of modification: a silent edit.'] : []),
    ...fields.map(({ field, before, after }) => `${field}: ${pair(before, after)}`),
    ...quotes.map(({ kind, before, after }) => `quotation ${kind}: ${pair(before, after)}`),
    ...figures.map(({ kind, before, after }) => `${kind}: ${pair(before, after)}`),
  ];
  const text = rows
    .filter(({ kind }) => kind !== 'same')
    .map(({ kind, changes }) => {
      const words = changes.map((one) =>
        one.kind === 'same'
          ? one.text
          : one.kind === 'removed'
            ? `[-${one.text}-]`
            : `{+${one.text}+}`,
      );
      return `${kind}: ${words.join('')}`;
    });
  const all = [...lines, ...(text.length > 0 ? ['', ...text] : [])];
  return all.length > 0 ? all : ['Nothing changed.'];
}
