import { describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { DEFAULT_LIMITS, type FormatReader, type IngestRow, type SourceFile } from '../schema';
import { readDocx } from './docx';
import { readPdf } from './pdf';
import { type PdfLine, toParagraphs } from './pdf-lines';

function bytesFile(path: string, bytes: Uint8Array): SourceFile {
  return {
    path,
    size: bytes.length,
    async *stream() {
      yield bytes;
    },
  };
}

async function read(reader: FormatReader, path: string, bytes: Uint8Array): Promise<IngestRow[]> {
  const rows: IngestRow[] = [];
  for await (const row of reader([bytesFile(path, bytes)], DEFAULT_LIMITS)) rows.push(row);
  return rows;
}

async function zipOf(entries: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const zip = new yazl.ZipFile();
  for (const [name, text] of Object.entries(entries)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const REL = 'http://schemas.openxmlformats.org/package/2006/relationships';
const docx = (body: string, doctype = '') =>
  zipOf({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${REL}"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0"?>${doctype}<w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`,
  });
const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

/** A PDF of one page with these lines of Helvetica, by hand (ISO 32000-1, 7.5). */
function pdf(lines: readonly string[]): Uint8Array {
  const shown = lines.map((line, at) => `1 0 0 1 72 ${700 - at * 14} Tm (${line}) Tj`).join('\n');
  const stream = `BT /F1 12 Tf\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Title (Harbour desk) >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const at of offsets) text += `${String(at).padStart(10, '0')} 00000 n \n`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

describe('Word documents', () => {
  it('become an article of paragraphs, the file kept as it is', async () => {
    const bytes = await docx(
      paragraph('Fees to rise') + paragraph('Fees will rise, 😀 they say.') + paragraph('In May.'),
    );
    const [row] = await read(readDocx, 'desk/fees.docx', bytes);
    expect(row).toMatchObject({
      kind: 'article',
      format: 'docx',
      text: 'Fees to rise\n\nFees will rise, 😀 they say.\n\nIn May.',
      fields: { title: 'Fees to rise' },
    });
    expect(row?.kind === 'article' && row.capture.bytes).toEqual(bytes);
  });

  it('are refused with a reason: empty, no document, a bomb, entities of their own', async () => {
    const reasonOf = async (bytes: Uint8Array) => {
      const [row] = await read(readDocx, 'a.docx', bytes);
      return row?.kind === 'rejection' ? row.rejection.reason : null;
    };
    expect(await reasonOf(await docx(''))).toBe('There is no text in the document.');
    expect(await reasonOf(Buffer.from('PK nothing'))).toContain('it is no .docx');
    expect(await reasonOf(await zipOf({ 'a.txt': 'x' }))).toContain('it is no .docx');
    const bomb = await zipOf({ 'word/document.xml': ' '.repeat(257 * 1024 * 1024) });
    expect(await reasonOf(bomb)).toContain('expand too far');
    const entity = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>';
    const [row] = await read(readDocx, 'a.docx', await docx(paragraph('Safe &b;'), entity));
    const text = row?.kind === 'article' ? row.text : '';
    expect(text).not.toContain('aaaa');
  });
});

describe('PDF', () => {
  it('becomes an article: lines are paragraphs again, cut words whole', async () => {
    const bytes = pdf(['Fees for cargo ships will rise by 12 per-', 'cent in May, the port says.']);
    const [row] = await read(readPdf, 'fees.pdf', bytes);
    expect(row).toMatchObject({
      kind: 'article',
      format: 'pdf',
      text: 'Fees for cargo ships will rise by 12 percent in May, the port says.',
      fields: { title: 'Harbour desk' },
      capture: { mediaType: 'application/pdf' },
    });
    expect(row?.kind === 'article' && row.capture.bytes).toEqual(bytes);
  });

  it('is refused with a reason: no text, no PDF', async () => {
    const reasonOf = async (bytes: Uint8Array) => {
      const [row] = await read(readPdf, 'a.pdf', bytes);
      return row?.kind === 'rejection' ? row.rejection.reason : null;
    };
    expect(await reasonOf(pdf([]))).toContain('its pages may be pictures');
    expect(await reasonOf(Buffer.from('%PDF-1.4 nothing'))).toContain('it is no PDF');
  });

  it('parts paragraphs by distance and size, runs over pages, leaves out what runs through', () => {
    const line = (text: string, y: number, size = 12): PdfLine => ({ text, x: 72, y, size });
    const page = (no: number, ...lines: PdfLine[]) => [
      line('The Harbour', 760, 9),
      ...lines,
      line(`Page ${no}`, 40, 9),
    ];
    const pages = [
      page(1, line('Fees to rise', 720, 24), line('They will rise', 680), line('in May.', 666)),
      page(2, line('Ship owners dis-', 700), line('agree with the port', 686)),
      page(3, line('authority on this.', 700), line('Votes', 660), line('Next column.', 700)),
    ];
    expect(toParagraphs(pages)).toEqual([
      'Fees to rise',
      'They will rise in May.',
      'Ship owners disagree with the port authority on this.',
      'Votes',
      'Next column.',
    ]);
  });
});
