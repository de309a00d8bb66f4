import { readFileSync } from 'node:fs';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import createClient, { type Middleware } from 'openapi-fetch';
import { fromRoot } from '@/lib/db/paths';
import type { paths } from './api-types';

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** What a run of the client has seen of the documented interface. */
export interface Contract {
  readonly operationIds: readonly string[];
  /** `getProject 200`: each documented answer that came. */
  readonly seen: Set<string>;
  /** Where an answer was not as documented. */
  readonly faults: string[];
}

/**
 * A client generated from the document, whose every answer is held against the document: its status,
 * its media type, its body by the schema, each by a validator that knows nothing of the product.
 */
export function contractClient(baseUrl: string, token: string) {
  const document: Document = JSON.parse(readFileSync(fromRoot('docs/openapi.json'), 'utf8'));
  const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addSchema({ ...document, $id: 'api' });
  const contract: Contract = {
    operationIds: Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    ),
    seen: new Set(),
    faults: [],
  };
  const check: Middleware = {
    async onResponse({ request, response, schemaPath }) {
      const method = request.method.toLowerCase();
      const operation = document.paths[schemaPath]?.[method];
      if (!operation) return void contract.faults.push(`${method} ${schemaPath} is not documented`);
      const documented = String(response.status) in operation.responses;
      const key = documented ? String(response.status) : 'default';
      const place = `${operation.operationId} ${response.status}`;
      contract.seen.add(place);
      const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
      const content = operation.responses[key]?.content;
      if (content === undefined) {
        const body = await response.clone().text();
        if (body !== '') contract.faults.push(`${place}: a body where none is documented`);
        return;
      }
      if (!(type in content))
        return void contract.faults.push(`${place}: ${type} is not documented`);
      if (!/json/.test(type)) return;
      const pointer = ['paths', schemaPath, method, 'responses', key, 'content', type, 'schema'];
      const validate = schemaAt(ajv, pointer);
      if (validate(await response.clone().json())) return;
      for (const { instancePath, message } of validate.errors ?? []) {
        contract.faults.push(`${place}: ${instancePath} ${message}`);
      }
    },
  };
  const client = createClient<paths>({
    baseUrl,
    headers: { authorization: `Bearer ${token}` },
  });
  client.use(check);
  return { client, contract };
}

/** By its JSON pointer within the document, so that what it refers to is found. */
function schemaAt(ajv: Ajv2020, pointer: readonly string[]): ValidateFunction {
  const escaped = pointer.map((one) =>
    encodeURIComponent(one.replaceAll('~', '~0').replaceAll('/', '~1')),
  );
  const validate = ajv.getSchema(`api#/${escaped.join('/')}`);
  if (!validate) throw new Error(`no schema at ${pointer.join('/')}`);
  return validate as ValidateFunction;
}
