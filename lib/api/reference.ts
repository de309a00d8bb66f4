import { z } from 'zod';

/** A JSON Schema, of which the reference shows what it knows. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Each GET takes it, which the document's introduction says. */
const EVERYWHERE = 'If-None-Match';

const schemaShape = z.record(z.string(), z.unknown());
const contentShape = z.record(z.string(), z.object({ schema: schemaShape }));

const parameterShape = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  description: z.string().optional(),
  schema: schemaShape,
});

const operationShape = z.object({
  operationId: z.string(),
  tags: z.array(z.string()),
  summary: z.string(),
  description: z.string().optional(),
  'x-scope': z.string().optional(),
  parameters: z.array(parameterShape).default([]),
  requestBody: z.object({ content: contentShape }).optional(),
  responses: z.record(z.string(), z.object({ content: contentShape.optional() })),
});

const documentShape = z.object({
  info: z.object({ description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operationShape)),
  components: z.object({ schemas: z.record(z.string(), schemaShape) }),
});

/** One operation as the reference shows it. */
export interface ReferenceOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string | null;
  readonly scope: string | null;
  readonly parameters: readonly z.output<typeof parameterShape>[];
  readonly body: { readonly mediaType: string; readonly schema: JsonSchema } | null;
  readonly status: string;
  readonly answer: { readonly mediaType: string; readonly schema: JsonSchema } | null;
}

export interface Reference {
  readonly introduction: string;
  readonly groups: readonly {
    readonly name: string;
    readonly description: string;
    readonly operations: readonly ReferenceOperation[];
  }[];
  readonly schemas: readonly { readonly name: string; readonly schema: JsonSchema }[];
}

/** Reads an OpenAPI document of `describeApi` for showing it. Throws on another one: that is a bug. */
export function readReference(document: object): Reference {
  const { info, tags, paths, components } = documentShape.parse(document);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ path, method: method.toUpperCase(), one })),
  );
  return {
    introduction: info.description,
    groups: tags.map(({ name, description }) => ({
      name,
      description,
      operations: operations
        .filter(({ one }) => one.tags.includes(name))
        .map(({ path, method, one }) => {
          const status = Object.keys(one.responses).find((key) => /^2/.test(key)) ?? '';
          return {
            id: one.operationId,
            method,
            path,
            summary: one.summary,
            description: one.description ?? null,
            scope: one['x-scope'] ?? null,
            parameters: one.parameters.filter(({ name }) => name !== EVERYWHERE),
            body: firstOf(one.requestBody?.content),
            status,
            answer: firstOf(one.responses[status]?.content),
          };
        }),
    })),
    schemas: Object.entries(components.schemas).map(([name, schema]) => ({ name, schema })),
  };
}

function firstOf(content: z.output<typeof contentShape> | undefined) {
  const [first] = Object.entries(content ?? {});
  return first ? { mediaType: first[0], schema: first[1].schema } : null;
}
