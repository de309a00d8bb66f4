import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import type { Actor } from '@/lib/auth/actor';
import { type Register, runCommand } from '@/lib/cli/command';
import { userPath } from '@/lib/cli/paths';
import { err, ok } from '@/lib/result/result';
import { ARTICLE_FIELDS, columnMappingSchema } from './csv-columns';
import type { RunOptions } from './import-run';
import type { ImportReport } from './report';
import { type FormatChoice, INGEST_FORMATS, type ReaderHints } from './schema';

interface Options {
  readonly project: string;
  readonly format: FormatChoice;
  readonly url?: readonly string[];
  readonly urls?: string;
  readonly createCodes?: boolean;
  readonly column?: Readonly<Record<string, string>>;
  readonly coder?: string;
  readonly dryRun?: boolean;
}

/** How many refused rows are shown to a person; `--json` and the page list them all. */
const SHOWN = 20;
const MIN_PROGRESS_MS = 500;

/** `import [PATH] --project SLUG [--url …] [--urls FILE] [--format] [--column …] [--create-codes] [--coder] [--dry-run]` */
export const register: Register = (program) => {
  program
    .command('import [path]')
    .description(
      'Load articles, and the codings that come with them, from a file, a folder or the web',
    )
    .requiredOption('--project <slug>', 'the project')
    .addOption(
      new Option('--format <format>', 'what the files are')
        .choices(['auto', ...INGEST_FORMATS])
        .default('auto'),
    )
    .option(
      '--url <address>',
      'a web page to fetch, instead of a path; may be repeated',
      (one: string, all: readonly string[] = []) => [...all, one],
    )
    .option('--urls <file>', 'a file of web addresses, one a line, to fetch')
    .option(
      '--column <field=name>',
      'which column of a table is what, as text=body; may be repeated',
      (one: string, all: Readonly<Record<string, string>> = {}) => ({
        ...all,
        [one.slice(0, Math.max(one.indexOf('='), 0))]: one.slice(one.indexOf('=') + 1),
      }),
    )
    .option('--create-codes', 'add a code for each type that the codebook does not know')
    .option('--coder <name>', 'whose coding it is where the file names nobody')
    .option('--dry-run', 'read and report, store nothing')
    .action((given: string | undefined, options: Options, command: Command) =>
      runCommand(command, () => runImport(given, options)),
    );
};

async function runImport(given: string | undefined, options: Options) {
  const { findProjectId } = await import('@/lib/projects/queries');
  const projectId = await findProjectId(options.project);
  if (!projectId.ok) return projectId;
  const actor = { kind: 'operator', projectId: projectId.value } as const;
  const columns = columnMappingSchema.safeParse(options.column ?? {});
  if (!columns.success) {
    const fields = ARTICLE_FIELDS.join(', ');
    return err('invalid_input', `Give --column as FIELD=NAME, once for each FIELD: ${fields}.`);
  }
  const run = {
    columns: columns.data,
    createCodes: options.createCodes,
    coder: options.coder,
    dryRun: options.dryRun,
    onProgress: progressTeller(options.dryRun === true),
  };
  const ways = [given, options.url, options.urls].filter((way) => way !== undefined).length;
  if (ways !== 1) return err('invalid_input', 'Give one of: a path, --url, --urls.');
  const report =
    given === undefined
      ? await importFromWeb(actor, options, run)
      : await importFromPath(actor, given, options.format, run);
  if (!report.ok) return report;
  return ok({
    json: toJson(report.value),
    text: inWords(report.value),
    refused: report.value.rejected.length > 0,
  });
}

type Run = Omit<RunOptions & ReaderHints, 'format' | 'sourceName'>;

async function importFromPath(actor: Actor, given: string, format: FormatChoice, run: Run) {
  const { openSource } = await import('./source');
  const absolute = userPath(given);
  const files = await openSource(absolute);
  if (!files.ok) return files;
  const { importSource } = await import('./commands');
  return importSource(actor, files.value, { ...run, format, sourceName: path.basename(absolute) });
}

async function importFromWeb(actor: Actor, { url, urls }: Options, run: Run) {
  const { listAddresses } = await import('./listed-address');
  const { importUrls } = await import('./url-commands');
  if (urls === undefined) {
    const list = (url ?? []).map((raw, index) => ({ line: index + 1, raw }));
    return importUrls(actor, list, { ...run, sourceName: list[0]?.raw ?? '' });
  }
  const absolute = userPath(urls);
  const text = await readFile(absolute, 'utf8').catch((cause: NodeJS.ErrnoException) => cause);
  if (text instanceof Error) {
    return err('not_found', `There is nothing to read at ${absolute}.`, { cause: text });
  }
  return importUrls(actor, listAddresses(text), { ...run, sourceName: path.basename(absolute) });
}

function progressTeller(dryRun: boolean): RunOptions['onProgress'] {
  let lastTold = 0;
  return ({ counts }) => {
    if (Date.now() - lastTold < MIN_PROGRESS_MS) return;
    lastTold = Date.now();
    const { articles, annotations, progress } = counts;
    const share = progress.total > 0 ? Math.floor((100 * progress.read) / progress.total) : 100;
    const seen = articles.created + articles.unchanged;
    const done = dryRun ? 'read' : 'stored';
    console.error(`${share} %: ${seen} articles, ${annotations.created} annotations ${done}`);
  };
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
