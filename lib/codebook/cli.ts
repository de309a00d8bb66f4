import { type Command, Option } from 'commander';
import type { Actor } from '@/lib/auth/actor';
import { type Answer, type Register, runCommand } from '@/lib/cli/command';
import { userPath } from '@/lib/cli/paths';
import { err, ok, type Result } from '@/lib/result/result';
import {
  CODEBOOK_FORMATS,
  type CodebookFormat,
  EXPORT_FORMATS,
  type ExportFormat,
} from './formats/format';

interface ExportOptions {
  readonly project: string;
  readonly format: ExportFormat;
  readonly lang: string;
  readonly out: string;
}

interface ImportOptions {
  readonly project: string;
  readonly format: CodebookFormat | 'auto';
  readonly mode: 'replace' | 'add';
  readonly publish: boolean;
}

/** `codebook export --project SLUG --format … --out FILE`, `codebook import FILE --project SLUG`. */
export const register: Register = (program) => {
  const codebook = program.command('codebook').description('Codebooks in and out');
  codebook
    .command('export')
    .description('write the version in force to a file')
    .requiredOption('--project <slug>', 'the project')
    .addOption(new Option('--format <format>').choices(EXPORT_FORMATS).default('json'))
    .option('--lang <code>', 'names in this language, where a format has room for one', 'en')
    .requiredOption('--out <file>', 'the file to write')
    .action((options: ExportOptions, command: Command) =>
      runCommand(command, () => exportTo(options)),
    );
  codebook
    .command('import <file>')
    .description('read a codebook file into the draft, which is begun when there is none')
    .requiredOption('--project <slug>', 'the project')
    .addOption(
      new Option('--format <format>').choices(['auto', ...CODEBOOK_FORMATS]).default('auto'),
    )
    .addOption(
      new Option('--mode <mode>', 'put it in the draft’s place, or add what the draft lacks')
        .choices(['replace', 'add'])
        .default('replace'),
    )
    .option('--publish', 'publish the draft at once', false)
    .action((file: string, options: ImportOptions, command: Command) =>
      runCommand(command, () => importFrom(file, options)),
    );
};

async function operatorOf(slug: string): Promise<Result<Actor>> {
  const { findProjectId } = await import('@/lib/projects/queries');
  const projectId = await findProjectId(slug);
  return projectId.ok ? ok({ kind: 'operator', projectId: projectId.value }) : projectId;
}

async function exportTo({ project, format, lang, out }: ExportOptions): Promise<Result<Answer>> {
  const { writeFile } = await import('node:fs/promises');
  const { writeCodebook } = await import('./formats/read-file');
  const { getPublishedCodebook } = await import('./queries');
  const actor = await operatorOf(project);
  if (!actor.ok) return actor;
  const version = await getPublishedCodebook(actor.value);
  if (!version.ok) return version;
  const { body, losses } = writeCodebook(version.value.document, format, lang);
  await writeFile(userPath(out), body);
  const { versionNo, sha256, document } = version.value;
  const lost = losses.map(({ kind, count }) => `  ${kind}: ${count}`);
  return ok({
    json: { file: out, format, versionNo, sha256, codes: document.codes.length, losses },
    text: [
      `Wrote version ${versionNo} (${document.codes.length} codes) to ${out}.`,
      ...(lost.length > 0 ? ['Not carried by this format:', ...lost] : []),
    ].join('\n'),
  });
}

async function importFrom(given: string, options: ImportOptions): Promise<Result<Answer>> {
  const file = userPath(given);
  const { readFile, stat } = await import('node:fs/promises');
  const { basename } = await import('node:path');
  const { MAX_CODEBOOK_BYTES } = await import('./formats/read-file');
  const { importIntoDraft, publishDraft } = await import('./draft/commands');
  const actor = await operatorOf(options.project);
  if (!actor.ok) return actor;
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return err('not_found', `There is no file “${file}”.`);
  if (found.size > MAX_CODEBOOK_BYTES) return err('invalid_input', 'The file is larger than 4 MB.');
  const read = await importIntoDraft(actor.value, {
    name: basename(file),
    bytes: await readFile(file),
    format: options.format === 'auto' ? null : options.format,
    mode: options.mode,
  });
  if (!read.ok) return read;
  const { draftId, revision, losses } = read.value;
  const lost = losses.map(({ kind, count }) => `  ${kind}: ${count}`);
  const notTaken = lost.length > 0 ? ['Not taken over:', ...lost] : [];
  if (!options.publish) {
    return ok({
      json: { draftId, revision, losses, published: null },
      text: [`Read ${file} into the draft.`, ...notTaken].join('\n'),
    });
  }
  const { projectId } = actor.value;
  const note = `Imported from ${basename(file)}.`;
  const published = await publishDraft(actor.value, { projectId, draftId, seen: revision, note });
  if (!published.ok) return published;
  const { versionNo, sha256, document } = published.value;
  const codes = document.codes.length;
  return ok({
    json: { draftId, revision, losses, published: { versionNo, sha256, codes } },
    text: [`Published version ${versionNo} with ${codes} codes.`, ...notTaken].join('\n'),
  });
}
