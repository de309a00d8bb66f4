import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Register, runAlone, runCommand } from '@/lib/cli/command';
import { userPath } from '@/lib/cli/paths';
import { ok } from '@/lib/result/result';
import { EXPORT_FORMATS, type ExportFormat, REVIEW_STATES, type ReviewState } from './schema';

interface Options {
  readonly project: string;
  readonly format: ExportFormat;
  readonly out: string;
  readonly layer: string[];
  readonly code: string[];
  readonly coder: string[];
  readonly state: ReviewState[];
  readonly force?: boolean;
}

/** How many faults are shown to a person; `--json` lists more. */
const FAULTS_SHOWN = 50;

/** `export --project SLUG --format jsonl|csv|brat --out DIR [--layer] [--code] [--coder] [--state] [--force]`, `lake` and `validate PATH` */
export const register: Register = (program) => {
  program
    .command('export')
    .description("Write a project's annotations into a folder, with a manifest")
    .requiredOption('--project <slug>', 'the project')
    .addOption(
      new Option('--format <format>', 'how the files look')
        .choices(EXPORT_FORMATS)
        .makeOptionMandatory(),
    )
    .requiredOption('--out <folder>', 'where the files go; made if need be')
    .option('--layer <key>', 'only annotations of this layer; may be given again', add, [])
    .option('--code <key>', 'only annotations with this code; may be given again', add, [])
    .option('--coder <who>', 'only the work of this coder (name, e-mail or id); again', add, [])
    .option(
      `--state <state>`,
      `only annotations in this review state (${REVIEW_STATES.join(', ')}); may be given again`,
      addState,
      [],
    )
    .option('--force', 'write even if the folder holds other files')
    .action((options: Options, command: Command) => runCommand(command, () => runExport(options)));
  program
    .command('lake')
    .description('Write projects as partitioned Parquet (project, month) into one tree of folders')
    .requiredOption('--project <slug>', 'a project; may be given again', add, [])
    .requiredOption('--out <folder>', 'the tree; made if need be, other projects in it stay')
    .action((options: { project: string[]; out: string }, command: Command) =>
      runCommand(command, () => runLake(options)),
    );
  program
    .command('validate <path>')
    .description('Check an export, a folder or a ZIP, by itself: no database is needed')
    .action((given: string, _options, command: Command) =>
      runAlone(command, () => runValidate(given)),
    );
};

async function runExport(options: Options) {
  const { findProjectId } = await import('@/lib/projects/queries');
  const projectId = await findProjectId(options.project);
  if (!projectId.ok) return projectId;
  const actor = { kind: 'operator', projectId: projectId.value } as const;
  const { exportDataset } = await import('./commands');
  const { createFolderSink } = await import('./sink');
  const { intoFolder } = await import('./output-folder');
  const out = userPath(options.out);
  const filter = {
    layers: options.layer,
    codes: options.code,
    coders: options.coder,
    states: options.state,
  };
  const written = await intoFolder(out, options.force === true, (draft) =>
    exportDataset(actor, { format: options.format, filter }, createFolderSink(draft)),
  );
  if (!written.ok) return written;
  const { format, counts, losses, normalised, reasons, history, files } = written.value;
  const list = (title: string, met: Readonly<Record<string, number>>) =>
    Object.entries(met).map(([reason, n]) => `  ${title} ${n}: ${reasons[reason]}`);
  return ok({
    json: {
      project: options.project,
      format,
      out,
      filter,
      counts,
      losses,
      normalised,
      history,
      files: files.length + 1,
    },
    text: [
      `Exported ${counts.articles} articles with ${counts.annotations} annotations and ` +
        `${counts.relations} relations to ${out} (${files.length + 1} files).`,
      ...list('not carried', losses),
      ...list('rewritten', normalised),
    ].join('\n'),
  });
}

async function runLake({ project: slugs, out }: { project: string[]; out: string }) {
  const { findProjectId } = await import('@/lib/projects/queries');
  const { writeLake } = await import('./lake');
  const written: { project: string; files: number; counts: Record<string, number> }[] = [];
  for (const slug of slugs) {
    const projectId = await findProjectId(slug);
    if (!projectId.ok) return projectId;
    const actor = { kind: 'operator', projectId: projectId.value } as const;
    const made = await writeLake(actor, slug, userPath(out));
    if (!made.ok) return made;
    written.push({ project: slug, files: made.value.files.length, counts: made.value.counts });
  }
  const line = ({ project, files, counts }: (typeof written)[number]) =>
    `${project}: ${counts.articles} articles, ${counts.revisions} revisions, ${files} files.`;
  return ok({ json: { out, projects: written }, text: written.map(line).join('\n') });
}

async function runValidate(given: string) {
  const { openSource } = await import('@/lib/ingest/source');
  const files = await openSource(userPath(given));
  if (!files.ok) return files;
  const { validateExport } = await import('./validate/validate');
  const checked = await validateExport(files.value);
  if (!checked.ok) return checked;
  const { faults, faultCount, files: count, unread, format } = checked.value;
  const depth =
    unread.length === 0
      ? 'and what stands in them'
      : `and what stands in them, but for ${unread.join(', ')}: these byte for byte only`;
  const shown = faults.slice(0, FAULTS_SHOWN);
  return ok({
    json: { ...checked.value },
    refused: faultCount > 0,
    text: [
      ...shown.map(({ file, line, reason }) => `${file}${line ? `:${line}` : ''}: ${reason}`),
      ...(faultCount > shown.length ? [`… and ${faultCount - shown.length} more.`] : []),
      `Checked an export as ${format}: ${count} files, ${depth}. ${faultCount} faults.`,
    ].join('\n'),
  });
}

function add(value: string, before: string[]): string[] {
  return [...before, value];
}

function addState(value: string, before: ReviewState[]): ReviewState[] {
  const state = REVIEW_STATES.find((one) => one === value);
  if (!state) throw new InvalidArgumentError(`It is one of ${REVIEW_STATES.join(', ')}.`);
  return [...before, state];
}
