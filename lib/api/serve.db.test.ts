import { describe, expect, it } from 'vitest';
import { addArticle, passage, TEXT } from '@/lib/annotations/testing';
import { removeMember } from '@/lib/auth/commands';
import { newTestProject, unwrap } from '@/lib/auth/people-testing';
import { testDatabase } from '@/lib/db/testing';
import { readHistory } from '@/lib/provenance/queries';
import { EVERY_EVENT } from '@/lib/provenance/schema';
import { verifyHistory } from '@/lib/provenance/verify';
import { ask, tokenOf } from './testing';
import { revokeToken } from './tokens/commands';
import { listTokens } from './tokens/queries';

const db = await testDatabase();

async function desk() {
  const project = await newTestProject();
  const article = await addArticle(db, project.projectId, TEXT);
  const analyst = await project.member('analyst');
  const { secret, tokenId } = await tokenOf(analyst);
  const span = {
    articleVersionId: article.articleVersionId,
    kind: 'span',
    code: 'cue',
    fragments: [passage('said')],
  };
  return { project, ...article, analyst, secret, tokenId, span };
}

const json = async (answer: Response) => ({ status: answer.status, body: await answer.json() });

describe('tokens', () => {
  it('are kept by their hash alone, shown by their end, and used until revoked', async () => {
    const { analyst, secret, tokenId } = await desk();
    const { rows } = await db.superPool.query('SELECT * FROM api_tokens WHERE id = $1', [tokenId]);
    expect(JSON.stringify(rows)).not.toContain(secret.slice(4));
    expect((await ask(secret, '/project')).status).toBe(200);
    const [listed] = unwrap(await listTokens(analyst));
    expect(listed).toMatchObject({ hint: secret.slice(-4), state: 'live' });
    expect(listed?.usedAt).not.toBeNull();
    unwrap(await revokeToken(analyst, { tokenId }));
    const refused = await json(await ask(secret, '/project'));
    expect(refused).toMatchObject({ status: 401, body: { detail: 'This token was revoked.' } });
  });

  it('stay revoked, whatever the application says', async () => {
    const { analyst, tokenId } = await desk();
    unwrap(await revokeToken(analyst, { tokenId }));
    const undo = db.superPool.query('UPDATE api_tokens SET revoked_at = NULL WHERE id = $1', [
      tokenId,
    ]);
    await expect(undo).rejects.toThrow(/stays revoked/);
  });

  it('end with their time and with their owner’s membership', async () => {
    const { project, analyst, secret, tokenId } = await desk();
    await db.superPool.query(
      `UPDATE api_tokens SET created_at = now() - interval '2 days', expires_at = now() - interval '1 day'
        WHERE id = $1`,
      [tokenId],
    );
    expect((await json(await ask(secret, '/project'))).body.detail).toBe('This token has expired.');
    const { secret: other } = await tokenOf(analyst);
    unwrap(await removeMember(project.operator, { userId: analyst.userId }));
    expect((await json(await ask(other, '/project'))).body.detail).toContain('no longer a member');
  });

  it('are not made or revoked by programs, nor by others than their owner', async () => {
    const { project, analyst, tokenId } = await desk();
    const program = { ...analyst, permissions: ['project.read'] as const };
    expect(await revokeToken(program, { tokenId })).toMatchObject({ error: { code: 'forbidden' } });
    const other = await project.member('lead');
    expect(await revokeToken(other, { tokenId })).toMatchObject({ error: { code: 'not_found' } });
    expect(unwrap(await listTokens(other))).toEqual([]);
    unwrap(await revokeToken(await project.member('admin'), { tokenId }));
  });

  it('are named by the events of what was done with them', async () => {
    const { project, secret, tokenId, span } = await desk();
    expect((await ask(secret, '/annotations', { method: 'POST', body: span })).status).toBe(201);
    const { rows } = await db.ownerPool.query(
      `SELECT type, body::jsonb ->> 'tokenId' AS token FROM events
        WHERE project_id = $1 AND type = 'annotation.created'`,
      [project.projectId],
    );
    expect(rows).toEqual([{ type: 'annotation.created', token: tokenId }]);
    const page = unwrap(await readHistory(project.operator, EVERY_EVENT, null));
    const named = page.events.filter(({ tokenName }) => tokenName !== null);
    expect(named.map(({ type, tokenName }) => [type, tokenName])).toContainEqual([
      'annotation.created',
      'a test',
    ]);
    // What the person did by hand names none: the token itself was made so.
    expect(named.map(({ type }) => type)).not.toContain('token.created');
    expect(await verifyHistory(project.operator)).toMatchObject({
      ok: true,
      value: { broken: null },
    });
  });

  it('unknown ones are counted against the address', async () => {
    const headers = { 'x-sourcemark-peer': '203.0.113.77' };
    let last = 0;
    for (let no = 0; no < 62; no += 1)
      last = (await ask('smk_nothing', '/project', { headers })).status;
    expect(last).toBe(429);
    const { secret } = await desk();
    expect((await ask(secret, '/project', { headers })).status).toBe(200);
  });
});

describe('requests', () => {
  it('that name no operation, another method or another kind of body are refused as problems', async () => {
    const { secret } = await desk();
    const nothing = await ask(secret, '/nothing');
    expect(nothing.headers.get('content-type')).toContain('application/problem+json');
    expect(nothing.status).toBe(404);
    const method = await ask(secret, '/annotations', { method: 'DELETE' });
    expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
    const type = { method: 'POST', body: 'a', headers: { 'content-type': 'text/plain' } };
    expect((await ask(secret, '/annotations', type)).status).toBe(415);
    const broken = await json(await ask(secret, '/annotations', { method: 'POST', body: '{"a"' }));
    expect(broken).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    const deep = `${'['.repeat(40)}${']'.repeat(40)}`;
    expect((await ask(secret, '/annotations', { method: 'POST', body: deep })).status).toBe(400);
    const long = JSON.stringify({ memo: 'x'.repeat(1_100_000) });
    expect((await ask(secret, '/annotations', { method: 'POST', body: long })).status).toBe(413);
  });

  it('say where in them the fault is', async () => {
    const { secret, span } = await desk();
    const wrong = { ...span, fragments: [{ start: 3, end: 3 }] };
    const { status, body } = await json(
      await ask(secret, '/annotations', { method: 'POST', body: wrong }),
    );
    expect([status, body.errors[0].pointer]).toEqual([400, '/body/fragments/0']);
    const query = await json(await ask(secret, '/annotations?limit=0'));
    expect(query.body.errors[0].pointer).toBe('/query/limit');
    const cursor = await json(await ask(secret, '/annotations?cursor=zzz'));
    expect(cursor).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  it('walk a list by cursors, once over each', async () => {
    const { secret, span } = await desk();
    const words = ['said', 'spokesman', 'budget', 'border', 'turned'].filter((word) =>
      TEXT.includes(word),
    );
    for (const word of words) {
      const body = { ...span, code: 'source', fragments: [passage(word)] };
      expect((await ask(secret, '/annotations', { method: 'POST', body })).status).toBe(201);
    }
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: { id: string }[]; next: string | null } = (
        await json(await ask(secret, `/annotations?limit=2${cursor && `&cursor=${cursor}`}`))
      ).body;
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(seen.length).toBe(words.length);
    expect(new Set(seen).size).toBe(words.length);
    expect(seen).toEqual(seen.toSorted());
  });
});

describe('ETags', () => {
  it('spare reading again, and keep from overwriting what was not seen', async () => {
    const { secret, span } = await desk();
    const made = await ask(secret, '/annotations', { method: 'POST', body: span });
    const address = `/annotations/${(await made.clone().json()).id}`;
    const etag = made.headers.get('etag') ?? '';
    expect((await ask(secret, address, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const change = (match: string | null, memo: string) =>
      ask(secret, address, {
        method: 'PATCH',
        body: { memo },
        headers: match === null ? {} : { 'if-match': match },
      });
    expect((await change(null, 'a')).status).toBe(428);
    const changed = await change(etag, 'a');
    expect(changed.status).toBe(200);
    const stale = await json(await change(etag, 'b'));
    expect(stale).toMatchObject({ status: 412, body: { code: 'precondition_failed' } });
    const now = await ask(secret, address);
    expect((await now.clone().json()).memo).toBe('a');
    expect(now.headers.get('etag')).toBe(changed.headers.get('etag'));
    expect((await change(`W/${changed.headers.get('etag')}`, 'c')).status).toBe(412);
    const gone = await ask(secret, address, {
      method: 'DELETE',
      headers: { 'if-match': changed.headers.get('etag') ?? '' },
    });
    expect([gone.status, await gone.text()]).toEqual([204, '']);
    expect((await ask(secret, address)).status).toBe(404);
    const revisions = await json(await ask(secret, `${address}/revisions`));
    expect(revisions.body.items.map((one: { deleted: boolean }) => one.deleted)).toEqual([
      ...[false, false, true],
    ]);
  });

  it('answer HEAD as GET, without a body', async () => {
    const { secret } = await desk();
    const [head, get] = [
      await ask(secret, '/codebook', { method: 'HEAD' }),
      await ask(secret, '/codebook'),
    ];
    expect([head.status, head.headers.get('etag')]).toEqual([200, get.headers.get('etag')]);
    expect(await head.text()).toBe('');
  });
});

describe('idempotency keys', () => {
  it('make one of many: after the first, while it runs, and under load', async () => {
    const { secret, span } = await desk();
    const send = (key: string, body: unknown = span) =>
      ask(secret, '/annotations', { method: 'POST', body, headers: { 'idempotency-key': key } });
    const first = await json(await send('key-number-1'));
    const again = await send('key-number-1');
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await json(again)).toEqual(first);
    const other = await json(await send('key-number-1', { ...span, code: 'source' }));
    expect(other).toMatchObject({ status: 422, body: { code: 'key_reused' } });
    const burst = await Promise.all(Array.from({ length: 8 }, () => send('key-number-2')));
    for (const { status } of burst) expect([201, 409]).toContain(status);
    const all = await json(await ask(secret, '/annotations'));
    expect(all.body.items.length).toBe(2);
    expect((await send('short')).status).toBe(400);
  });

  it('are a token’s own, and a refusal is kept too', async () => {
    const { secret, analyst, span } = await desk();
    const { secret: second } = await tokenOf(analyst);
    const headers = { 'idempotency-key': 'the-same-key' };
    const send = (by: string, body: unknown) =>
      ask(by, '/annotations', { method: 'POST', body, headers });
    const wrong = { ...span, code: 'no_such_code' };
    const refused = await json(await send(secret, wrong));
    expect(refused.status).toBe(400);
    expect(await json(await send(secret, wrong))).toEqual(refused);
    expect((await send(second, span)).status).toBe(201);
  });
});
