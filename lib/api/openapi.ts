import { z } from 'zod';
import packageJson from '@/package.json' with { type: 'json' };
import type { Operation } from './operation';
import { problemSchema } from './problem';
import { SCOPES } from './scopes';

type Json = Readonly<Record<string, unknown>>;

const PROBLEM = 'application/problem+json';

/** What each list of operations is about, in the order of the documentation. */
const TAGS: Readonly<Record<string, string>> = {
  Project: 'The project, its codebook, its agreement and its history.',
  Articles: 'Articles with their texts. Offsets everywhere are Unicode code points, half-open.',
  Imports: 'Files of articles or annotations, read by a job.',
  Annotations: 'Labels of passages and articles, attributions, and their revisions.',
  Relations: 'Typed links between annotations.',
  Review: 'Decisions about colleagues’ annotations.',
  Releases: 'Frozen datasets.',
  Webhooks: 'Addresses that are told what happens, signed by Standard Webhooks 1.0.',
  'Web Annotation Protocol': 'Annotations as the W3C protocol of 2017 has them, as JSON-LD.',
};

/** The OpenAPI 3.1 document of these operations; `base` is where they are served. */
export function describeApi(operations: readonly Operation[], base: string): Json {
  const schemas: Record<string, unknown> = {};
  const collect = (schema: z.ZodType, io: 'input' | 'output') => hoist(schema, io, schemas);
  collect(problemSchema, 'output');
  const paths: Record<string, Record<string, unknown>> = {};
  for (const one of operations) {
    const method = one.method.toLowerCase();
    paths[one.path] = { ...paths[one.path], [method]: describeOperation(one, collect) };
  }
  const scopes = SCOPES.map((scope) => `\`${scope}\``).join(', ');
  return {
    openapi: '3.1.1',
    info: {
      title: 'Sourcemark',
      version: packageJson.version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: [
        `A token acts as its owner in one project, within its scopes (${scopes}).`,
        'Times are ISO 8601 in UTC. Failures are problems (RFC 9457). Lists have cursors.',
        'GET answers an ETag, and 304 to an `If-None-Match` with it; a change needs it as `If-Match`.',
        'POST takes an `Idempotency-Key`.',
        'A token may ask 1,200 times a minute; `RateLimit` tells how many are left.',
      ].join(' '),
    },
    servers: [{ url: base }],
    security: [{ token: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Made on the project’s API page' },
      },
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

type Collect = (schema: z.ZodType, io: 'input' | 'output') => Json;

function describeOperation(one: Operation, collect: Collect): Json {
  const headers = [
    ...(one.method === 'POST'
      ? [header('Idempotency-Key', false, 'A repeat of it is answered as the first was, for a day')]
      : []),
    ...(one.current ? [header('If-Match', true, 'The ETag of what was read')] : []),
    ...(one.method === 'GET' && one.answer
      ? [header('If-None-Match', false, 'Answered with 304 where nothing has changed')]
      : []),
  ];
  const parameters = [
    ...(one.params ? described(one.params, 'path', collect) : []),
    ...(one.query ? described(one.query, 'query', collect) : []),
    ...headers,
  ];
  const content = one.body
    ? { 'application/json': { schema: collect(one.body, 'input') } }
    : one.rawBody
      ? { [one.rawBody]: { schema: {} } }
      : null;
  return {
    operationId: one.id,
    tags: [one.tag],
    summary: one.summary,
    ...(one.description ? { description: one.description } : {}),
    ...(one.scope === null ? { security: [] } : { 'x-scope': one.scope }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: responsesOf(one, collect),
  };
}

function responsesOf(one: Operation, collect: Collect): Json {
  const mediaType = (one.mediaType ?? 'application/json').split(';')[0] ?? '';
  const body = one.answer
    ? { content: { [mediaType]: { schema: collect(one.answer, 'output') } } }
    : one.mediaType
      ? { content: { [mediaType]: { schema: { type: 'string', format: 'binary' } } } }
      : one.status === 204
        ? {}
        : { content: { 'application/json': { schema: { type: 'object' } } } };
  const problem = {
    description: 'A problem (RFC 9457)',
    content: { [PROBLEM]: { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return {
    [one.status]: { description: one.summary, ...body },
    ...(one.method === 'GET' && one.answer
      ? { '304': { description: 'Nothing has changed' } }
      : {}),
    default: problem,
  };
}

function header(name: string, required: boolean, description: string): Json {
  return { name, in: 'header', required, description, schema: { type: 'string' } };
}

function described(schema: z.ZodObject, place: 'path' | 'query', collect: Collect): Json[] {
  const shape = collect(schema, 'input') as {
    properties?: Record<string, Record<string, unknown>>;
    required?: string[];
  };
  return Object.entries(shape.properties ?? {}).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || (shape.required ?? []).includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

/** The JSON Schema of a schema; those of its parts that have a name stand in `schemas`. */
function hoist(schema: z.ZodType, io: 'input' | 'output', schemas: Record<string, unknown>): Json {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  const { $schema: _, $defs = {}, ...rest } = made;
  for (const [name, part] of Object.entries($defs as Record<string, unknown>)) {
    schemas[name] = relocate(part);
  }
  return relocate(rest) as Json;
}

/** With references to where the parts stand, and without what a `format` or `integer` says already. */
function relocate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocate);
  if (typeof value !== 'object' || value === null) return value;
  const { format, type, id } = value as Json;
  const isSaid = ([key, inner]: [string, unknown]) =>
    (key === 'id' && typeof id === 'string') ||
    (key === 'pattern' && format !== undefined) ||
    (type === 'integer' && Math.abs(Number(inner)) === Number.MAX_SAFE_INTEGER);
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry) => !isSaid(entry))
      .map(([key, inner]) =>
        key === '$ref' && typeof inner === 'string'
          ? [key, inner.replace('#/$defs/', '#/components/schemas/')]
          : [key, relocate(inner)],
      ),
  );
}
