import type { Actor } from '@/lib/auth/actor';
import { addPacksIn, addTypesIn } from '@/lib/codebook/commands';
import { addTypes, mergePack } from '@/lib/codebook/merge';
import { shippedPacks } from '@/lib/codebook/packs/shipped';
import { loadPublishedCodebook } from '@/lib/codebook/queries';
import { codeForExternalType, packsForTypes } from '@/lib/codebook/rules';
import type { CodebookVersionDto } from '@/lib/codebook/schema';
import { inProject, type Me, type ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import { newTypes, type UsedTypes } from './type-mapping';

export interface CodebookOptions {
  /** Add a code for each type that neither the codebook nor a shipped pack knows. */
  readonly createCodes: boolean;
  /** Work out what would be added, and add nothing. */
  readonly dryRun: boolean;
  /** Key of the scheme under which new codes are filed: the format's name. */
  readonly system: string;
}

export interface CodebookForImport {
  readonly codebook: CodebookVersionDto;
  /** Names of packs that were (in a dry run: would be) added. */
  readonly addedPacks: readonly string[];
  /** Types for which a code was (or would be) added. */
  readonly addedTypes: readonly string[];
}

/**
 * The codebook with a code for as many of the used types as can be: shipped packs that know them are
 * added as a new version, and with `createCodes` a code for each one that is still unknown. Errors:
 * those of `inProject` with `articles.import`, `conflict` when a pack does not fit.
 */
export function codebookForImport(
  actor: Actor,
  used: UsedTypes,
  options: CodebookOptions,
): Promise<Result<CodebookForImport>> {
  return inProject(actor, 'articles.import', async (tx, me) => {
    const current = await loadPublishedCodebook(tx);
    if (!current.ok) return current;
    const { document } = current.value;
    const missing = [...used.targets.keys()].filter((type) => !codeForExternalType(document, type));
    if (missing.length === 0)
      return ok({ codebook: current.value, addedPacks: [], addedTypes: [] });

    // All types count, so that a pack is chosen by how much of the file it knows.
    const { packs, unknown } = packsForTypes(document, shippedPacks, missing);
    let codebook = current.value;
    if (packs.length > 0) {
      const changed = options.dryRun
        ? packs.reduce<Result<CodebookVersionDto>>(
            (result, pack) =>
              result.ok ? inMemory(result.value, mergePack(result.value.document, pack)) : result,
            ok(codebook),
          )
        : await stored(addPacksIn(tx, me, packs));
      if (!changed.ok) return changed;
      codebook = changed.value;
    }
    if (options.createCodes && unknown.length > 0) {
      const changed = await addUnknown(tx, me, codebook, used, unknown, options);
      if (!changed.ok) return changed;
      codebook = changed.value;
    }
    return ok({
      codebook,
      addedPacks: packs.map(({ name }) => name.en),
      addedTypes: options.createCodes ? unknown : [],
    });
  });
}

async function addUnknown(
  tx: ProjectTx,
  me: Me,
  before: CodebookVersionDto,
  used: UsedTypes,
  unknown: readonly string[],
  { dryRun, system }: CodebookOptions,
): Promise<Result<CodebookVersionDto>> {
  const { simple, composite } = newTypes(used, unknown);
  let codebook = before;
  // What joins others comes second: its roles name the codes that came first.
  for (const types of [() => simple, () => composite(codebook.document)]) {
    const list = types();
    if (list.length === 0) continue;
    const changed = dryRun
      ? inMemory(codebook, addTypes(codebook.document, list, system))
      : await stored(addTypesIn(tx, me, list, system));
    if (!changed.ok) return changed;
    codebook = changed.value;
  }
  return ok(codebook);
}

async function stored(change: ReturnType<typeof addPacksIn>): Promise<Result<CodebookVersionDto>> {
  const changed = await change;
  return changed.ok ? ok(changed.value.version) : changed;
}

/** A version as it would be; its new codes have no ids, since nothing is written with them. */
function inMemory(
  before: CodebookVersionDto,
  document: Result<CodebookVersionDto['document']>,
): Result<CodebookVersionDto> {
  return document.ok ? ok({ ...before, document: document.value }) : document;
}
