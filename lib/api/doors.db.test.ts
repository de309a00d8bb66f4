import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { addArticle, passage, TEXT } from '@/lib/annotations/testing';
import { newTestProject } from '@/lib/auth/people-testing';
import { ROLES, type Role } from '@/lib/auth/roles';
import { testDatabase } from '@/lib/db/testing';
import { OPERATIONS } from './registry';
import type { Scope } from './scopes';
import { ask, tokenOf } from './testing';

const db = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), 'sourcemark-doors-'));
vi.stubEnv('SOURCEMARK_DATA_DIR', folder);
afterAll(() => rm(folder, { recursive: true }));

const NOWHERE = '0198a000-0000-7000-8000-000000000000';
const project = await newTestProject();
const { articleId, articleVersionId } = await addArticle(db, project.projectId, TEXT);
const elsewhere = await newTestProject();
const stranger = await elsewhere.member('admin');

const webAnnotation = {
  body: [{ type: 'TextualBody', purpose: 'classifying', value: 'cue' }],
  target: {
    source: `urn:uuid:${articleVersionId}`,
    selector: [{ type: 'TextQuoteSelector', exact: 'said' }],
  },
};
const span = { articleVersionId, kind: 'span', code: 'cue', fragments: [passage('said')] };
const spec = { formats: ['jsonl'], filter: {}, articles: {}, splits: null, anonymise: false };

/** What is sent to each operation that takes a body. */
const BODIES: Readonly<Record<string, unknown>> = {
  createImport: '{"id": "a", "text": "The quay stays shut, said Calder."}',
  createAnnotation: span,
  createAttribution: {
    articleVersionId,
    members: [],
    newSpans: [],
    attributes: { source_presence: 'omitted' },
  },
  changeAnnotation: { memo: 'a memo' },
  createRelation: { articleVersionId, type: 'supports', from: NOWHERE, to: NOWHERE },
  changeRelation: { memo: 'a memo' },
  decide: { kind: 'accept', revisionId: NOWHERE },
  createRelease: { name: 'R', spec },
  withdrawRelease: { reason: 'It is wrong.' },
  createWebhook: { url: 'https://hook.example/' },
  changeWebhook: { state: 'paused' },
  createWebAnnotation: webAnnotation,
  replaceWebAnnotation: webAnnotation,
};

/** Who may use an operation by their role; not named: every member. */
const ROLES_OF: Readonly<Record<string, readonly Role[]>> = {
  getAgreement: ['admin', 'lead'],
  createImport: ['admin', 'lead'],
  createAnnotation: ['admin', 'lead', 'analyst'],
  createAttribution: ['admin', 'lead', 'analyst'],
  createRelation: ['admin', 'lead', 'analyst'],
  createWebAnnotation: ['admin', 'lead', 'analyst'],
  decide: ['admin', 'lead', 'analyst'],
  createRelease: ['admin', 'lead'],
  withdrawRelease: ['admin', 'lead'],
  listWebhooks: ['admin', 'lead'],
  createWebhook: ['admin', 'lead'],
  changeWebhook: ['admin', 'lead'],
  removeWebhook: ['admin', 'lead'],
  listDeliveries: ['admin', 'lead'],
};

function knock(secret: string | null, { id, method, path: template }: (typeof OPERATIONS)[number]) {
  const address = template
    .replace('{articleId}', articleId)
    .replace('{articleVersionId}', articleVersionId)
    .replace(/\{\w+\}/g, NOWHERE);
  const asked = id === 'createImport' ? `${address}?name=a.jsonl` : address;
  return ask(secret, asked, { method, body: BODIES[id], headers: { 'if-match': '"x"' } });
}

const guarded = OPERATIONS.filter(({ scope }) => scope !== null);
const tokens = new Map(
  await Promise.all(
    ROLES.map(async (role) => [role, (await tokenOf(await project.member(role))).secret] as const),
  ),
);

describe('every operation', () => {
  it('has a body for each that takes one', () => {
    const taking = OPERATIONS.filter(({ body, rawBody }) => body || rawBody).map(({ id }) => id);
    expect(Object.keys(BODIES).sort()).toEqual(taking.sort());
  });

  it.each(guarded.map((one) => [one.id, one] as const))(
    '%s is shut without a token',
    async (_, one) => {
      const answer = await knock(null, one);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="sourcemark"');
      expect((await answer.json()).code).toBe('not_signed_in');
    },
  );

  it.each(guarded.map((one) => [one.id, one] as const))(
    '%s opens to its roles alone',
    async (_, one) => {
      for (const role of ROLES) {
        const answer = await knock(tokens.get(role) ?? '', one);
        const allowed = (ROLES_OF[one.id] ?? ROLES).includes(role);
        expect([role, answer.status === 403], await answer.clone().text()).toEqual([
          role,
          !allowed,
        ]);
        expect(answer.status, await answer.text()).toBeLessThan(500);
      }
    },
  );

  it.each(guarded.map((one) => [one.id, one] as const))('%s needs its scope', async (_, one) => {
    const others = (
      ['read', 'import', 'annotate', 'review', 'release', 'webhooks'] as Scope[]
    ).filter((scope) => scope !== one.scope);
    const { secret } = await tokenOf(await project.member('admin'), others);
    const answer = await knock(secret, one);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toContain(`scope="${one.scope}"`);
  });

  it.each(guarded.map((one) => [one.id, one] as const))(
    '%s tells another project’s admin nothing',
    async (_, one) => {
      const { secret } = await tokenOf(stranger);
      const body = await (await knock(secret, one)).text();
      for (const word of [articleId, articleVersionId, 'turned away', project.projectId]) {
        // What was asked for may be named back; nothing of what stands there.
        if (JSON.stringify(BODIES[one.id] ?? '').includes(word)) continue;
        expect(body).not.toContain(word);
      }
    },
  );
});
