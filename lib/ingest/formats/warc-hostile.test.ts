import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { WARCRecord, WARCSerializer } from 'warcio';
import { detectFormats } from '../detect';
import { DEFAULT_LIMITS, type SourceFile } from '../schema';
import { collect, memoryFile } from '../testing';
import { readWarc } from './warc';

const page = (title: string) => `<!doctype html><html lang="en"><head><title>${title}</title></head>
<body><article><h1>${title}</h1>
<p>The ferry to Brindle was two hours late on Monday, the harbour master said in the evening.</p>
<p>Passengers waited on the quay, in the rain, and many of them went home before it came in.</p>
</article></body></html>`;
const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

interface Given {
  type?: 'response' | 'request' | 'resource' | 'metadata';
  url?: string;
  http?: Record<string, string>;
  statusline?: string;
  body?: string | Uint8Array;
}

/** A record as warcio writes it: its own gzip member, or plain. */
async function record(given: Given, gzip = true): Promise<Uint8Array> {
  const { type = 'response', url = 'https://news.example/a', body = page('Ferry late') } = given;
  const made = WARCRecord.create(
    {
      type,
      url,
      date: '2024-03-01T10:20:30Z',
      warcHeaders: {
        'WARC-Record-ID': '<urn:uuid:00000000-0000-4000-8000-000000000001>',
        ...(type === 'resource' ? { 'Content-Type': 'text/html' } : {}),
      },
      httpHeaders: given.http ?? HTML,
      ...(given.statusline ? { statusline: given.statusline } : {}),
    },
    [typeof body === 'string' ? Buffer.from(body) : body],
  );
  return WARCSerializer.serialize(made, { gzip });
}

async function read(...records: readonly Uint8Array[]) {
  const file = memoryFile('news.warc.gz', Buffer.concat(records), 1000);
  return collect(readWarc([file], DEFAULT_LIMITS));
}

describe('hostile and broken web archives', () => {
  it('are told by their names or their first bytes', async () => {
    const bytes = await record({});
    const named = (name: string, given = bytes) => detectFormats([memoryFile(name, given)]);
    for (const one of [
      await named('CC-NEWS-1.warc.gz'),
      await named('a.gz'),
      await named('crawl', await record({}, false)),
    ]) {
      expect(one.groups).toMatchObject([{ format: 'warc' }]);
    }
    expect((await named('notes.gz', gzipSync('some notes'))).groups).toEqual([]);
  });

  it('refuse a bad record alone', async () => {
    const http = { ...HTML, 'Content-Encoding': 'gzip' };
    const found = await read(
      await record({ body: `<html>${'<div>'.repeat(2000)}` }),
      await record({ http, body: 'no gzip at all' }),
      await record({ http: { ...HTML, 'Content-Encoding': 'x-own' } }),
      await record({}),
    );
    expect(found.articles).toHaveLength(1);
    expect(found.rejections).toEqual(
      [
        [1, 'The page could not be read: too large or nested too deep.'],
        [2, 'Its compressed bytes are broken.'],
        [3, 'Its encoding “x-own” is unknown.'],
      ].map(([line, reason]) => ({
        file: 'news.warc.gz',
        line,
        kind: 'article',
        reason: `Record of https://news.example/a: ${reason}`,
      })),
    );
  });

  it('keep what stands before a broken end, and always come to one', async () => {
    const good = await record({});
    const plain = Buffer.from(await record({}, false));
    const cases = [
      [good, good.subarray(0, good.length - 40)],
      [good, gzipSync('WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5000\r\n\r\nshort')],
      [good, gzipSync('WARC/1.0\r\nWARC-Type: response\r\n\r\nno length')],
      [good, gzipSync('WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nless')],
      [good, Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff])],
      [plain, plain.subarray(0, plain.length - 60)],
    ];
    const seen = [];
    for (const parts of cases) {
      const { articles, rejections } = await read(...parts);
      seen.push([articles.length, rejections.map(({ line }) => line), rejections[0]?.reason]);
    }
    const damaged = 'The archive cannot be read any further: its compressed bytes are broken.';
    const cut = 'The record is cut short: the archive ends within it.';
    const unstated = 'The record does not say how long it is.';
    const reasons = [damaged, cut, unstated, unstated, damaged, cut];
    expect(seen).toEqual(reasons.map((reason) => [1, [2], reason]));
    expect((await read(Buffer.from('no archive'))).rejections).toHaveLength(1);
  });

  it('do not fill the memory: bombs in gzip, in a page’s encoding, in a header', async () => {
    const before = process.memoryUsage().rss;
    const zeros = new Uint8Array(64 * 1024 * 1024);
    const member = gzipSync(
      Buffer.concat([
        Buffer.from(
          `WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: ${zeros.length}\r\n\r\n`,
        ),
        zeros,
        Buffer.from('\r\n\r\n'),
      ]),
    );
    const bomb = await read(...Array.from({ length: 20 }, () => member));
    expect(bomb.articles).toEqual([]);
    expect(bomb.rejections.at(-1)?.reason).toMatch(/expands to more than 200 times its size/);
    const http = { ...HTML, 'Content-Encoding': 'gzip' };
    const inner = await read(await record({ http, body: gzipSync(zeros) }), await record({}));
    expect(inner.articles).toHaveLength(1);
    expect(inner.rejections[0]?.reason).toMatch(/expands to more than 32 MB/);
    const endless: SourceFile = {
      path: 'endless.warc',
      size: 1024 ** 3,
      async *stream() {
        yield Buffer.from('WARC/1.0\r\nX: ');
        for (let n = 0; n < 256; n += 1) yield zeros.subarray(0, 4 * 1024 * 1024).fill(0x61);
      },
    };
    const header = await collect(readWarc([endless], DEFAULT_LIMITS));
    expect(header.rejections[0]?.reason).toMatch(/longer than any real one/);
    expect((process.memoryUsage().rss - before) / 1024 ** 2).toBeLessThan(400);
  });
});
