import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { openArchives } from './archive';
import { readJsonl } from './formats/jsonl';
import { readPlain } from './formats/plain';
import { DEFAULT_LIMITS, type SourceFile } from './schema';
import { collect, memoryFile } from './testing';

type Entries = Readonly<Record<string, string | Buffer>>;

async function zipOf(entries: Entries, modes: Readonly<Record<string, number>> = {}) {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) {
    const mode = modes[name];
    zip.addBuffer(Buffer.from(content), name, mode === undefined ? {} : { mode });
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** The archive with a name changed in both places where it stands; as long as the one before. */
function renamed(bytes: Buffer, from: string, to: string): Buffer {
  const text = bytes.toString('latin1').replaceAll(from, Buffer.from(to).toString('latin1'));
  return Buffer.from(text, 'latin1');
}

const open = (bytes: Uint8Array, name = 'news.zip') => openArchives([memoryFile(name, bytes)]);
const textOf = async (file: SourceFile | undefined) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file?.stream() ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

describe('ZIP archives', () => {
  it('are looked into, without what a folder leaves out too', async () => {
    const bytes = await zipOf(
      {
        'b/two.txt': 'Two',
        'a.txt': 'Été 🛶',
        '.hidden': 'x',
        '__MACOSX/a.txt': 'x',
        link: '/etc/passwd',
      },
      { link: 0o120777 },
    );
    const { files, rejections } = await open(bytes);
    expect(rejections).toEqual([]);
    expect(files.map(({ path, size }) => [path, size])).toEqual([
      ['news.zip/a.txt', 10],
      ['news.zip/b/two.txt', 3],
    ]);
    // Opened twice, as a reader does that looks at the head first.
    expect([await textOf(files[0]), await textOf(files[0])]).toEqual(['Été 🛶', 'Été 🛶']);
    expect((await open(bytes, 'unnamed')).files).toHaveLength(2);
    expect((await open(bytes, 'report.docx')).files.map(({ path }) => path)).toEqual([
      'report.docx',
    ]);
  });

  it('refuse a name that leads out, alone', async () => {
    const bytes = await zipOf({
      'xx/xx/one.txt': 'x',
      'yyyyy.txt': 'y',
      'zz.txt': 'z',
      'good.txt': 'g',
    });
    let hostile = renamed(bytes, 'xx/xx/one.txt', '../../one.txt');
    hostile = renamed(hostile, 'yyyyy.txt', '/yyyy.txt');
    hostile = renamed(hostile, 'zz.txt', 'z\u0000.txt');
    const { files, rejections } = await open(hostile);
    expect(files.map(({ path }) => path)).toEqual(['news.zip/good.txt']);
    expect(rejections.map(({ file, reason }) => [file, reason])).toEqual([
      ['news.zip', 'A file name must not lead out of its folder.'],
      ['news.zip', 'A file name must not lead out of its folder.'],
      ['news.zip', 'The text holds a character that cannot be stored.'],
    ]);
    const backslashes = renamed(await zipOf({ 'xx/xx.txt': 'x' }), 'xx/xx.txt', '..\\xx.txt');
    expect((await open(backslashes)).files).toEqual([]);
  });

  it('refuse bombs: by ratio, by entries that share it, by a false size', async () => {
    const big = Buffer.alloc(70 * 1024 * 1024);
    const bomb = await open(await zipOf({ 'big.txt': big }));
    expect(bomb).toMatchObject({ files: [], rejections: [{ kind: 'file', line: null }] });
    expect(bomb.rejections[0]?.reason).toMatch(/more than 200 times its size/);
    // Thousands of entries that each give the same bytes are judged together.
    const small = Buffer.alloc(1024 * 1024);
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`${n}.txt`, small]));
    expect((await open(await zipOf(many))).rejections).toHaveLength(1);
    const honest = await zipOf({ 'a.txt': 'x'.repeat(1000) });
    const at = honest.indexOf('PK\u0001\u0002');
    const lying = Buffer.from(honest);
    lying.writeUInt32LE(10, at + 24);
    const { files } = await open(lying);
    const read = await collect(readPlain(files, DEFAULT_LIMITS));
    expect(read.articles).toEqual([]);
    expect(read.rejections).toMatchObject([{ file: 'news.zip/a.txt', kind: 'article' }]);
  });

  it('refuse what is broken or encrypted, and nothing besides', async () => {
    expect((await open(Buffer.from('no archive'))).rejections).toMatchObject([
      { file: 'news.zip', reason: 'The archive cannot be read: it is no ZIP, or broken.' },
    ]);
    const good = await zipOf({
      'a.jsonl': `{"text":"${'One. '.repeat(500)}"}\n`,
      'b.txt': 'Two words',
    });
    const encrypted = Buffer.from(good);
    const flags = encrypted.indexOf('PK\u0001\u0002') + 8;
    encrypted.writeUInt16LE(encrypted.readUInt16LE(flags) | 1, flags);
    const found = await open(encrypted);
    expect(found.files.map(({ path }) => path)).toEqual(['news.zip/b.txt']);
    expect(found.rejections).toMatchObject([
      { file: 'news.zip/a.jsonl', reason: 'It is encrypted.' },
    ]);
    const broken = Buffer.from(good);
    broken.fill(0xff, 45, 60);
    const [jsonl, text] = (await open(broken)).files;
    const lines = await collect(readJsonl(jsonl ? [jsonl] : [], DEFAULT_LIMITS));
    expect(lines.rejections).toMatchObject([
      { kind: 'file', reason: 'The file cannot be read: its compressed bytes are broken.' },
    ]);
    expect((await collect(readPlain(text ? [text] : [], DEFAULT_LIMITS))).articles).toHaveLength(1);
  });
});
