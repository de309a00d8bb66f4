import { describe, expect, it } from 'vitest';
import { addArticle, passage, TEXT } from '@/lib/annotations/testing';
import { newTestProject } from '@/lib/auth/people-testing';
import { testDatabase } from '@/lib/db/testing';
import { ask, tokenOf } from '../testing';

const db = await testDatabase();
const LD = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';

async function desk() {
  const project = await newTestProject();
  const { articleVersionId } = await addArticle(db, project.projectId, TEXT);
  const { secret } = await tokenOf(await project.member('analyst'));
  const container = `/web-annotations/${articleVersionId}/`;
  const annotation = (exact: string, code = 'source', more: object = {}) => ({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'Annotation',
    body: [
      { type: 'TextualBody', purpose: 'tagging', value: code },
      { type: 'TextualBody', purpose: 'commenting', value: 'A note.' },
    ],
    target: {
      source: `urn:uuid:${articleVersionId}`,
      selector: [{ type: 'TextQuoteSelector', exact, prefix: '', suffix: '' }],
    },
    ...more,
  });
  const post = (body: unknown) =>
    ask(secret, container, { method: 'POST', body, headers: { 'content-type': LD } });
  return { secret, container, annotation, post };
}

const idOf = (iri: string) => iri.slice(iri.indexOf('/web-annotations'));

describe('a Web Annotation (W3C protocol, 2017)', () => {
  it('is made by POST, read, replaced with If-Match, and deleted', async () => {
    const { secret, annotation, post } = await desk();
    const made = await post(annotation('the spokesman'));
    const body = await made.json();
    expect(made.status).toBe(201);
    expect(made.headers.get('content-type')).toBe(LD);
    expect(made.headers.get('location')).toBe(body.id);
    const { start, end } = passage('the spokesman');
    expect(body).toMatchObject({
      type: 'Annotation',
      motivation: 'classifying',
      body: [
        { purpose: 'classifying', value: 'source' },
        { purpose: 'commenting', value: 'A note.' },
      ],
      target: {
        selector: [
          { type: 'TextPositionSelector', start, end },
          { type: 'TextQuoteSelector', exact: 'the spokesman' },
        ],
      },
    });
    expect(body.created).toMatch(/Z$/);
    const address = idOf(body.id);
    const read = await ask(secret, address);
    expect(await read.clone().json()).toEqual(body);
    expect(read.headers.get('link')).toContain('<http://www.w3.org/ns/ldp#Resource>; rel="type"');
    expect(read.headers.get('allow')).toBe('GET, PUT, DELETE, HEAD, OPTIONS');
    const etag = read.headers.get('etag') ?? '';
    const put = (match: string) =>
      ask(secret, address, {
        method: 'PUT',
        body: annotation('spokesman', 'cue'),
        headers: { 'if-match': match, 'content-type': LD },
      });
    expect((await put('"another"')).status).toBe(412);
    const replaced = await put(etag);
    expect(replaced.status).toBe(200);
    expect(await replaced.clone().json()).toMatchObject({
      id: body.id,
      body: [{ value: 'cue' }, {}],
      'sm:revision': 2,
    });
    const match = { 'if-match': replaced.headers.get('etag') ?? '' };
    expect((await ask(secret, address, { method: 'DELETE', headers: match })).status).toBe(204);
    expect((await ask(secret, address)).status).toBe(404);
  });

  it('is refused, in words, without a code, with two, or without a place in the text', async () => {
    const { annotation, post } = await desk();
    const told = async (body: object) => {
      const answer = await post(body);
      return [answer.status, (await answer.json()).detail];
    };
    expect(await told(annotation('not a word of it'))).toEqual([
      409,
      '“not a word of it” does not stand in the article.',
    ]);
    const two = [
      { type: 'TextualBody', purpose: 'tagging', value: 'cue' },
      { type: 'TextualBody', purpose: 'tagging', value: 'source' },
    ];
    expect((await told(annotation('said', 'cue', { body: two })))[1]).toContain('names the code');
    expect((await told(annotation('said', 'no_such_code')))[0]).toBe(400);
    expect((await told({ ...annotation('said'), motivation: 'assessing' }))[0]).toBe(400);
    expect((await told({ type: 'Annotation' }))[0]).toBe(400);
  });
});

describe('a container', () => {
  it('tells what it holds as the reader prefers: whole, as IRIs, or not at all', async () => {
    const { secret, container, annotation, post } = await desk();
    for (const words of ['the spokesman', 'Critics', 'the statistics office']) {
      expect((await post(annotation(words))).status).toBe(201);
    }
    const read = async (prefer?: string, query = '') => {
      const include = `return=representation;include="${prefer}"`;
      const headers: Record<string, string> = prefer ? { prefer: include } : {};
      return ask(secret, `${container}${query}`, { headers });
    };
    const whole = await read();
    expect(whole.headers.get('link')).toContain('ldp#BasicContainer');
    expect(whole.headers.get('accept-post')).toBe(LD);
    expect(whole.headers.get('vary')).toBe('Accept, Prefer');
    const body = await whole.json();
    expect(body).toMatchObject({
      type: ['BasicContainer', 'AnnotationCollection'],
      total: 3,
      first: { type: 'AnnotationPage', startIndex: 0 },
    });
    expect(whole.headers.get('content-location')).toBe(body.id);
    expect(body.first.items.map((one: { type: string }) => one.type)).toEqual(
      Array(3).fill('Annotation'),
    );
    const iris = await (await read('http://www.w3.org/ns/oa#PreferContainedIRIs')).json();
    expect(iris.first.items).toEqual(body.first.items.map(({ id }: { id: string }) => id));
    const minimal = await (await read('http://www.w3.org/ns/ldp#PreferMinimalContainer')).json();
    expect(minimal.first).toMatch(/\/\?iris=0&page=0$/);
    const page = await (await read(undefined, '?iris=1&page=0')).json();
    expect(page).toMatchObject({ type: 'AnnotationPage', items: iris.first.items, startIndex: 0 });
    expect(page.partOf).toMatchObject({ total: 3 });
    expect((await read(undefined, '?page=1')).status).toBe(404);
  });

  it('is there while it is empty, and not for a text that is not', async () => {
    const { secret, container } = await desk();
    const empty = await (await ask(secret, container)).json();
    expect(empty).toMatchObject({ total: 0 });
    expect(empty.first).toBeUndefined();
    const nowhere = container.replace(/[0-9a-f]{12}\/$/, '000000000000/');
    expect((await ask(secret, nowhere)).status).toBe(404);
  });
});
