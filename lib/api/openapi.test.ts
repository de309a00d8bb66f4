import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '@/lib/db/paths';
import { clientTypes, DOCUMENT_FILE, documentText, TYPES_FILE } from './document';
import { readReference } from './reference';
import { OPERATIONS } from './registry';

const document = JSON.parse(documentText());

describe('the OpenAPI document', () => {
  it('is kept in the repository as it is now (npm run openapi)', async () => {
    expect(readFileSync(fromRoot(DOCUMENT_FILE), 'utf8')).toBe(documentText());
    expect(readFileSync(fromRoot(TYPES_FILE), 'utf8')).toBe(await clientTypes());
  });

  it('tells each operation once, with its parameters, and every name it refers to', () => {
    const ids = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap(
      (methods) => Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(ids.toSorted()).toEqual(OPERATIONS.map(({ id }) => id).toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name ?? '',
    );
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(document.components.schemas).toHaveProperty(name);
    for (const { path, params } of OPERATIONS) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(params?.shape ?? {}).sort()).toEqual(inPath.sort());
    }
  });

  it('has schemas that a validator takes', () => {
    const ajv = addFormats(new Ajv2020({ strict: false }));
    ajv.addSchema({ ...document, $id: 'api' });
    for (const name of Object.keys(document.components.schemas)) {
      expect(ajv.getSchema(`api#/components/schemas/${name}`), name).toBeTypeOf('function');
    }
  });

  it('is shown whole by the reference', () => {
    const { groups } = readReference(document);
    const shown = groups.flatMap(({ operations }) => operations.map(({ id }) => id));
    expect(shown.toSorted()).toEqual(OPERATIONS.map(({ id }) => id).toSorted());
  });
});
