import type { Actor } from '@/lib/auth/actor';
import { inProject, type ProjectTx } from '@/lib/db/tx';
import { err, ok, type Result } from '@/lib/result/result';
import { type CodebookVersionDto, codebookSchema } from './schema';

/** Published versions never change, so that a process may keep them; the oldest go first. */
const published = new Map<string, CodebookVersionDto>();
const KEPT_VERSIONS = 200;

function keep(key: string, version: CodebookVersionDto): void {
  published.set(key, version);
  const oldest = published.keys().next().value;
  if (published.size > KEPT_VERSIONS && oldest !== undefined) published.delete(oldest);
}

async function readVersion(
  tx: ProjectTx,
  versionId: string,
): Promise<CodebookVersionDto | undefined> {
  const position = { position: 'asc' } as const;
  const row = await tx.prisma.codebookVersion.findUnique({
    where: { projectId_id: { projectId: tx.projectId, id: versionId } },
    include: {
      codebook: true,
      layers: { orderBy: position },
      codes: { orderBy: position },
      attributes: { orderBy: position },
      relationTypes: {
        orderBy: position,
        include: { ends: { include: { code: true }, orderBy: { code: position } } },
      },
    },
  });
  if (row === null) return undefined;
  const layerKeys = new Map(row.layers.map((layer) => [layer.id, layer.key]));
  const codeKeys = new Map(row.codes.map((code) => [code.id, code.key]));
  const keyOf = (id: string | null) => (id === null ? null : codeKeys.get(id));
  const document = codebookSchema.parse({
    schema: 'sourcemark.codebook/1',
    name: row.codebook.name,
    layers: row.layers.map(({ key, name, definition }) => ({ key, name, definition })),
    codes: row.codes.map((code) => ({
      key: code.key,
      layer: layerKeys.get(code.layerId),
      parentKey: keyOf(code.parentId),
      name: code.name,
      definition: code.definition,
      ...(code.rules as object),
      examples: code.examples,
      colour: code.colour,
      shortcut: code.shortcut,
      targets: code.targets,
      roles: code.roles,
      externalMappings: code.externalMappings,
      retired: code.retired,
    })),
    attributes: row.attributes.map((attribute) => ({
      key: attribute.key,
      layer: layerKeys.get(attribute.layerId),
      code: keyOf(attribute.codeId),
      kind: attribute.kind,
      name: attribute.name,
      definition: attribute.definition,
      options: attribute.options,
      required: attribute.required,
      ...(attribute.defaultValue === null ? {} : { defaultValue: attribute.defaultValue }),
    })),
    relationTypes: row.relationTypes.map((type) => ({
      key: type.key,
      name: type.name,
      definition: type.definition,
      symmetric: type.symmetric,
      from: type.ends.filter((end) => end.side === 'from').map((end) => end.code.key),
      to: type.ends.filter((end) => end.side === 'to').map((end) => end.code.key),
      externalMappings: type.externalMappings,
    })),
  });
  return {
    versionId: row.id,
    codebookId: row.codebookId,
    versionNo: row.versionNo,
    state: row.state,
    sha256: row.sha256,
    notes: row.notes,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    document,
    codeIds: Object.fromEntries(row.codes.map((code) => [code.key, code.id])),
    relationTypeIds: Object.fromEntries(row.relationTypes.map((type) => [type.key, type.id])),
  };
}

/** One version of the project's codebooks, in an open transaction; undefined when there is none. */
export async function loadCodebookVersion(
  tx: ProjectTx,
  versionId: string,
): Promise<CodebookVersionDto | undefined> {
  const key = `${tx.projectId}/${versionId}`;
  const known = published.get(key);
  if (known !== undefined) return known;
  const version = await readVersion(tx, versionId);
  if (version?.state === 'published') keep(key, version);
  return version;
}

/**
 * The version that new annotations of the project use, in an open transaction. Error `not_found`
 * when the project has none.
 */
export async function loadPublishedCodebook(tx: ProjectTx): Promise<Result<CodebookVersionDto>> {
  const project = await tx.prisma.project.findUnique({
    where: { id: tx.projectId },
    select: { codebookVersionId: true },
  });
  const id = project?.codebookVersionId;
  const version = id ? await loadCodebookVersion(tx, id) : undefined;
  return version === undefined
    ? err('not_found', 'This project has no codebook yet.')
    : ok(version);
}

/** The version that new annotations of the project use. Errors: `not_found`, those of `inProject`. */
export function getPublishedCodebook(actor: Actor): Promise<Result<CodebookVersionDto>> {
  return inProject(actor, 'project.read', (tx) => loadPublishedCodebook(tx));
}

/** A published version, in force or not. Errors: `not_found`, those of `inProject`. */
export function getCodebookVersion(
  actor: Actor,
  versionId: string,
): Promise<Result<CodebookVersionDto>> {
  return inProject(actor, 'project.read', async (tx) => {
    const version = await loadCodebookVersion(tx, versionId);
    return version?.state === 'published'
      ? ok(version)
      : err('not_found', 'There is no such version of the codebook.');
  });
}

/** One line of the codebook's past. */
export interface CodebookVersionLine {
  readonly versionId: string;
  readonly versionNo: number;
  readonly notes: string;
  readonly sha256: string;
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
  readonly codes: number;
}

/** The published versions of the project's codebook, newest first. */
export function listCodebookVersions(actor: Actor): Promise<Result<CodebookVersionLine[]>> {
  return inProject(actor, 'project.read', async (tx) => {
    const rows = await tx.prisma.codebookVersion.findMany({
      where: { projectId: tx.projectId, state: 'published' },
      orderBy: [{ publishedAt: 'desc' }, { versionNo: 'desc' }],
      include: { _count: { select: { codes: true } } },
    });
    return ok(
      rows.map((row) => ({
        versionId: row.id,
        versionNo: row.versionNo,
        notes: row.notes,
        sha256: row.sha256 ?? '',
        publishedAt: (row.publishedAt ?? row.createdAt).toISOString(),
        codes: row._count.codes,
      })),
    );
  });
}
