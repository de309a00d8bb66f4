import { v7 as uuidv7 } from 'uuid';
import type { Prisma } from '@/lib/db/generated/client';
import type { ProjectTx } from '@/lib/db/tx';
import type { CodebookDocument } from './schema';

/** A JSON column's value: what `JSON.stringify` keeps of it. */
function json(value: object): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}

function idsFor(keys: readonly string[]): Map<string, string> {
  return new Map(keys.map((key) => [key, uuidv7()]));
}

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The codebook document names “${key}”, which it lacks.`);
  return id;
}

/**
 * The document with the ends of its relation types in the order of its codes, which is how rows
 * give them back; so a version's hash is the same before and after it is stored.
 */
export function inStoredOrder(document: CodebookDocument): CodebookDocument {
  const order = new Map(document.codes.map((code, index) => [code.key, index]));
  const sorted = (keys: readonly string[]) =>
    [...new Set(keys)].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return {
    ...document,
    relationTypes: document.relationTypes.map((type) => ({
      ...type,
      from: sorted(type.from),
      to: sorted(type.to),
    })),
  };
}

/** Writes the rows of a draft version. Its layers, codes and so on get new ids. */
export async function storeParts(
  tx: ProjectTx,
  versionId: string,
  document: CodebookDocument,
): Promise<void> {
  const { projectId } = tx;
  const own = { projectId, codebookVersionId: versionId };
  const layerIds = idsFor(document.layers.map((layer) => layer.key));
  const codeIds = idsFor(document.codes.map((code) => code.key));
  const typeIds = idsFor(document.relationTypes.map((type) => type.key));
  await tx.prisma.layer.createMany({
    data: document.layers.map((layer, position) => ({
      ...own,
      id: idOf(layerIds, layer.key),
      key: layer.key,
      name: json(layer.name),
      definition: json(layer.definition),
      position,
    })),
  });
  await tx.prisma.code.createMany({
    data: document.codes.map((code, position) => ({
      ...own,
      id: idOf(codeIds, code.key),
      layerId: idOf(layerIds, code.layer),
      parentId: code.parentKey === null ? null : idOf(codeIds, code.parentKey),
      key: code.key,
      name: json(code.name),
      definition: json(code.definition),
      rules: json({ include: code.include, exclude: code.exclude }),
      examples: json(code.examples),
      colour: json(code.colour),
      shortcut: code.shortcut,
      targets: code.targets,
      roles: json(code.roles),
      externalMappings: json(code.externalMappings),
      position,
      retired: code.retired,
    })),
  });
  await tx.prisma.attributeDefinition.createMany({
    data: document.attributes.map((attribute, position) => ({
      ...own,
      id: uuidv7(),
      layerId: idOf(layerIds, attribute.layer),
      codeId: attribute.code === null ? null : idOf(codeIds, attribute.code),
      key: attribute.key,
      kind: attribute.kind,
      name: json(attribute.name),
      definition: json(attribute.definition),
      options: json(attribute.options),
      required: attribute.required,
      ...(attribute.defaultValue === undefined ? {} : { defaultValue: attribute.defaultValue }),
      position,
    })),
  });
  await tx.prisma.relationType.createMany({
    data: document.relationTypes.map((type, position) => ({
      ...own,
      id: idOf(typeIds, type.key),
      key: type.key,
      name: json(type.name),
      definition: json(type.definition),
      symmetric: type.symmetric,
      externalMappings: json(type.externalMappings),
      position,
    })),
  });
  const sides = ['from', 'to'] as const;
  await tx.prisma.relationTypeEnd.createMany({
    data: document.relationTypes.flatMap((type) =>
      sides.flatMap((side) =>
        type[side].map((key) => ({
          projectId,
          relationTypeId: idOf(typeIds, type.key),
          side,
          codeId: idOf(codeIds, key),
        })),
      ),
    ),
  });
}
