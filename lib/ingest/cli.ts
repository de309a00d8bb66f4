import path from 'node:path';
import { type Command, Option } from 'commander';
import { type Register, runCommand } from '@/lib/cli/command';
import { userPath } from '@/lib/cli/paths';
import { ok } from '@/lib/result/result';
import type { ImportReport } from './report';
import { type FormatChoice, INGEST_FORMATS } from './schema';

interface Options {
  readonly project: string;
  readonly format: FormatChoice;
  readonly createCodes?: boolean;
  readonly coder?: string;
  readonly dryRun?: boolean;
}

/** How many refused rows are shown to a person; `--json` and the page list them all. */
const SHOWN = 20;
const MIN_PROGRESS_MS = 500;

/** `import PATH --project SLUG [--format] [--create-codes] [--coder] [--dry-run]` */
export const register: Register = (program) => {
  program
    .command('import <path>')
    .description('Load articles, and the codings that come with them, from a file or a folder')
    .requiredOption('--project <slug>', 'the project')
    .addOption(
      new Option('--format <format>', 'what the files are')
        .choices(['auto', ...INGEST_FORMATS])
        .default('auto'),
    )
    .option('--create-codes', 'add a code for each type that the codebook does not know')
    .option('--coder <name>', 'whose coding it is where the file names nobody')
    .option('--dry-run', 'read and report, store nothing')
    .action((given: string, options: Options, command: Command) =>
      runCommand(command, () => runImport(given, options)),
    );
};

async function runImport(given: string, options: Options) {
  const { findProjectId } = await import('@/lib/projects/queries');
  const projectId = await findProjectId(options.project);
  if (!projectId.ok) return projectId;
  const actor = { kind: 'operator', projectId: projectId.value } as const;
  const { openSource } = await import('./source');
  const absolute = userPath(given);
  const files = await openSource(absolute);
  if (!files.ok) return files;
  const { importSource } = await import('./commands');
  let lastTold = 0;
  const report = await importSource(actor, files.value, {
    format: options.format,
    sourceName: path.basename(absolute),
    createCodes: options.createCodes,
    coder: options.coder,
    dryRun: options.dryRun,
    onProgress: ({ counts }) => {
      if (Date.now() - lastTold < MIN_PROGRESS_MS) return;
      lastTold = Date.now();
      const { articles, annotations, progress } = counts;
      const share = progress.total > 0 ? Math.floor((100 * progress.read) / progress.total) : 100;
      const seen = articles.created + articles.unchanged;
      const done = options.dryRun ? 'read' : 'stored';
      console.error(`${share} %: ${seen} articles, ${annotations.created} annotations ${done}`);
    },
  });
  if (!report.ok) return report;
  return ok({
    json: toJson(report.value),
    text: inWords(report.value),
    refused: report.value.rejected.length > 0,
  });
}

function toJson(report: ImportReport): Readonly<Record<string, unknown>> {
  const { progress: _, files, ...rest } = report;
  return {
    ...rest,
    files,
    rejected: report.rejected.map(({ file, line, reason, kind }) => ({ file, line, reason, kind })),
  };
}

function inWords(report: ImportReport): string {
  const line = (name: string, counts: { created: number; unchanged: number; rejected: number }) =>
    `${name}: ${counts.created} created, ${counts.unchanged} unchanged, ${counts.rejected} rejected`;
  const total = report.rejected.length + report.rejectedNotListed;
  const shown = report.rejected.slice(0, SHOWN);
  return [
    report.dryRun ? 'Nothing was stored (dry run). It would be:' : 'Imported.',
    line('Articles', report.articles),
    line('Annotations', report.annotations),
    line('Relations', report.relations),
    ...report.notices.map(({ count, message }) => `Note: ${message} (${count})`),
    ...shown.map(({ file, line: at, reason }) => `Refused ${file}${at ? `:${at}` : ''}: ${reason}`),
    ...(total > shown.length ? [`… and ${total - shown.length} more (use --json).`] : []),
  ].join('\n');
}
