import type { Actor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { openArchives } from './archive';
import { detectFormats, selectFiles } from './detect';
import { ImportRun, type RunOptions, runImport } from './import-run';
import { findKnownTexts } from './known-texts';
import { READERS } from './readers';
import type { ImportReport } from './report';
import { DEFAULT_LIMITS, type FormatChoice, type ReaderHints, type SourceFile } from './schema';

export interface ImportOptions extends RunOptions, ReaderHints {
  readonly format: FormatChoice;
}

/**
 * Loads articles, with the codings that come with them, into the actor's project. Each batch is one
 * transaction with one event; a row that cannot be stored is reported and the rest goes on; what is
 * there already is counted as unchanged, so that an import that was cut short is simply run again.
 * With `dryRun` nothing is written. Errors: `invalid_input` (nothing to load), those of `inProject`
 * with `articles.import`.
 */
export async function importSource(
  actor: Actor,
  files: readonly SourceFile[],
  options: ImportOptions,
): Promise<Result<ImportReport>> {
  const allowed = await inProject(actor, 'articles.import', async () => ok(undefined));
  if (!allowed.ok) return allowed;
  const opened = await openArchives(files);
  const { groups, skipped } =
    options.format === 'auto'
      ? await detectFormats(opened.files)
      : selectFiles(options.format, opened.files);
  if (groups.length === 0 && opened.rejections.length === 0) {
    const nothing = err('invalid_input', 'There is no file here in a format that can be loaded.');
    return new ImportRun(actor, options.importId ?? null, options).fail(nothing);
  }
  const limits = options.limits ?? DEFAULT_LIMITS;
  return runImport(
    actor,
    groups.map(({ format, files: group }) => ({
      format,
      rows: (run) =>
        READERS[format](
          group.map((file) => run.counting(file)),
          limits,
          { findTexts: (addresses) => findKnownTexts(actor, addresses), ...options },
        ),
    })),
    options,
    {
      total: groups.flatMap((group) => group.files).reduce((sum, { size }) => sum + size, 0),
      skipped: skipped.length,
      refused: opened.rejections,
    },
  );
}
