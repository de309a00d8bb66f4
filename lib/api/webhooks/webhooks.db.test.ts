import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands/create';
import { addArticle, marking, passage, TEXT } from '@/lib/annotations/testing';
import { removeMember } from '@/lib/auth/commands';
import { newTestProject, unwrap } from '@/lib/auth/people-testing';
import { getPool } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/testing';
import { readEventsAfter } from '@/lib/provenance/queries';
import { EVERY_EVENT } from '@/lib/provenance/schema';
import { createWebhook, pauseWebhook, resumeWebhook } from './commands';
import { listDeliveries, listWebhooks } from './queries';
import { isSigned } from './sign';
import { sendDue } from './webhook-job';

const db = await testDatabase();

interface Message {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server;
let host: string;
let answer: number;
let messages: Message[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      messages.push({ headers: request.headers, body });
      response.writeHead(answer).end('thank you');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function desk(kinds: string[] = []) {
  answer = 204;
  messages = [];
  const project = await newTestProject();
  const { projectId } = project;
  const article = await addArticle(db, projectId, TEXT);
  const lead = await project.member('lead');
  const analyst = await project.member('analyst');
  const { webhookId } = unwrap(await createWebhook(lead, { url: `http://${host}/hook`, kinds }));
  const mark = async (words: string) =>
    unwrap(
      await createAnnotation(analyst, marking({ projectId, ...article }, 'source', passage(words))),
    );
  const send = () => sendDue({ projectId, webhookId }, [host]);
  const hook = async () => {
    const [first] = unwrap(await listWebhooks(lead));
    if (!first) throw new Error('no webhook');
    return first;
  };
  const log = async () => unwrap(await listDeliveries(lead, webhookId));
  return { project, projectId, lead, webhookId, mark, send, hook, log };
}

const eventsOf = ({ body }: Message): { seq: number; type: string }[] =>
  JSON.parse(body).data.events;

describe('a webhook', () => {
  it('is sent what happens after it was made, in order, signed, once each', async () => {
    const { lead, mark, send, hook, log } = await desk();
    await mark('the spokesman');
    await mark('Critics');
    await send();
    await send();
    expect(messages.length).toBe(1);
    const [message] = messages;
    if (!message) throw new Error('no message');
    const { sentSeq, secret } = await hook();
    const events = eventsOf(message);
    const expected = unwrap(
      await readEventsAfter(lead, EVERY_EVENT, (events[0]?.seq ?? 0) - 1, 100),
    );
    expect(events.map(({ seq }) => seq)).toEqual(expected.map(({ seq }) => seq));
    expect(events.map(({ type }) => type)).toContain('annotation.created');
    expect(sentSeq).toBe(events.at(-1)?.seq);
    const headers = message.headers as Record<string, string>;
    expect(isSigned(secret, headers, message.body, new Date())).toBe(true);
    expect(isSigned(secret, headers, message.body.replace('created', 'deleted'), new Date())).toBe(
      false,
    );
    expect(isSigned('whsec_AAAA', headers, message.body, new Date())).toBe(false);
    const later = new Date(Date.now() + 10 * 60_000);
    expect(isSigned(secret, headers, message.body, later)).toBe(false);
    expect(await log()).toMatchObject([{ attempt: 1, problem: null, events: events.length }]);
  });

  it('passes over what it did not ask for', async () => {
    const { mark, send, hook } = await desk(['review', 'coding.started']);
    await mark('Critics');
    await send();
    expect(messages.map((one) => eventsOf(one).map(({ type }) => type))).toEqual([
      ['coding.started'],
    ]);
    const before = (await hook()).sentSeq;
    await mark('the spokesman');
    await send();
    expect(messages.length).toBe(1);
    expect((await hook()).sentSeq).toBeGreaterThan(before);
  });

  it('is tried again with the same message, waits longer and longer, and is paused at last', async () => {
    const { mark, send, hook, log, lead, webhookId, projectId } = await desk();
    await mark('Critics');
    answer = 500;
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await send();
      const { rows } = await db.superPool.query(
        'SELECT extract(epoch FROM next_at - now())::int AS wait FROM webhooks WHERE id = $1',
        [webhookId],
      );
      waits.push(rows[0].wait);
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[3]).toBeGreaterThan(25 * 60);
    expect((await hook()).state).toBe('on');
    await send();
    expect(await hook()).toMatchObject({ state: 'paused', failures: 9 });
    expect((await hook()).problem).toContain('status 500');
    expect((await log()).map(({ attempt }) => attempt)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(new Set(messages.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const told = unwrap(
      await readEventsAfter(lead, { ...EVERY_EVENT, kind: 'webhook.paused' }, 0, 5),
    );
    expect(told.length).toBe(1);
    answer = 200;
    await send();
    expect(messages.length).toBe(9);
    unwrap(await resumeWebhook(lead, { webhookId }));
    await send();
    expect(await hook()).toMatchObject({ state: 'on', failures: 0, problem: null });
    expect(eventsOf(messages[9] ?? { headers: {}, body: '{}' })[0]?.seq).toBe(
      eventsOf(messages[0] ?? { headers: {}, body: '{}' })[0]?.seq,
    );
    expect(projectId).toBeTruthy();
  });

  it('does not reach addresses that are not public, unless the host is allowed by name', async () => {
    const { mark, projectId, webhookId, hook } = await desk();
    await mark('Critics');
    await sendDue({ projectId, webhookId }, []);
    expect(messages).toEqual([]);
    expect((await hook()).problem).toContain('not on the public internet');
  });

  it('follows no redirect', async () => {
    const { mark, send, hook } = await desk();
    await mark('Critics');
    answer = 307;
    await send();
    expect(messages.length).toBe(1);
    expect((await hook()).problem).toContain('status 307');
  });

  it('ends with its owner’s membership, and sends nothing while it is paused', async () => {
    const { project, lead, webhookId, mark, send, hook } = await desk();
    unwrap(await pauseWebhook(lead, { webhookId }));
    await mark('Critics');
    await send();
    expect(messages).toEqual([]);
    unwrap(await resumeWebhook(lead, { webhookId }));
    const other = await project.member('lead');
    unwrap(await removeMember(project.operator, { userId: lead.userId }));
    await send();
    expect(messages).toEqual([]);
    const [left] = unwrap(await listWebhooks(other));
    expect(left).toMatchObject({ state: 'paused', problem: expect.stringContaining('no longer') });
    await expect(hook()).rejects.toThrow();
  });

  it('is due as soon as something happens, to one worker alone', async () => {
    const { mark, send, webhookId } = await desk();
    const due = async () => {
      const { rows } = await getPool().query(
        `SELECT webhook_id::text AS id FROM claim_due_webhooks(1000, interval '5 minutes')`,
      );
      return rows.filter(({ id }) => id === webhookId).length;
    };
    expect(await due()).toBe(0);
    await mark('Critics');
    expect(await due()).toBe(1);
    expect(await due()).toBe(0);
    await send();
    expect(await due()).toBe(0);
    await mark('the spokesman');
    expect(await due()).toBe(1);
  });
});
