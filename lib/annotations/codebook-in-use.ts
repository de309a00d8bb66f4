import { loadPublishedCodebook } from '@/lib/codebook/queries';
import type { CodebookVersionDto } from '@/lib/codebook/schema';
import type { ProjectTx } from '@/lib/db/tx';
import { ok, type Result } from '@/lib/result/result';
import type { RuleCode, RuleCodebook, RuleRelationType } from './rules';

/** A published codebook version, as commands look things up in it. */
export interface CodebookInUse extends RuleCodebook {
  readonly versionId: string;
  readonly codes: ReadonlyMap<string, RuleCode & { readonly id: string }>;
  readonly relationTypes: ReadonlyMap<string, RuleRelationType & { readonly id: string }>;
}

const indexed = new WeakMap<CodebookVersionDto, CodebookInUse>();

/** The version that the project codes with now. Error: `not_found` when there is none yet. */
export async function codebookInUse(tx: ProjectTx): Promise<Result<CodebookInUse>> {
  const version = await loadPublishedCodebook(tx);
  if (!version.ok) return version;
  const known = indexed.get(version.value);
  if (known) return ok(known);
  const made = indexVersion(version.value);
  indexed.set(version.value, made);
  return ok(made);
}

function indexVersion(version: CodebookVersionDto): CodebookInUse {
  const { versionId, document, codeIds, relationTypeIds } = version;
  const withId = <T extends { key: string }>(item: T, ids: Readonly<Record<string, string>>) => {
    const id = ids[item.key];
    if (!id) throw new Error(`“${item.key}” of codebook version ${versionId} has no id`);
    return [item.key, { ...item, id }] as const;
  };
  return {
    versionId,
    codes: new Map(document.codes.map((code) => withId(code, codeIds))),
    attributes: document.attributes,
    relationTypes: new Map(document.relationTypes.map((type) => withId(type, relationTypeIds))),
  };
}
