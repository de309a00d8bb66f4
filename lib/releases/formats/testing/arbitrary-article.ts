import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { FileChunk, FormatWriter } from '@/lib/releases/formats/writer';
import type {
  ExportAnnotation,
  ExportArticle,
  ExportFragment,
  ExportPerson,
  JsonValue,
} from '@/lib/releases/schema';

/** Any Unicode text that the product stores: no NUL, no lone surrogate. */
export const anyText = (maxLength: number) =>
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
        {
          weight: 2,
          arbitrary: fc.constantFrom('\n', '\n\n', '\r\n', '\t', ' ', '\u2028', '\u0085'),
        },
        {
          weight: 2,
          arbitrary: fc.constantFrom(
            '=1+1',
            '@x',
            "'=",
            '-',
            '"',
            ',',
            '👩‍👩‍👧',
            'é',
            'ل',
            '\u202e',
          ),
        },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
      ),
      { maxLength },
    )
    .map((parts) => parts.join('').replaceAll('\0', ''));

const word = fc.constantFrom('ann', 'bo', 'b_o', 'çé', '../x', 'a\r\nb', 'CON', '');

/** Fragments of a text from any two lists of numbers: sorted, apart, inside. */
export function fragmentsFrom(text: string, marks: readonly number[]): ExportFragment[] {
  const characters = Array.from(text);
  const points = [...new Set(marks.map((mark) => mark % (characters.length + 1)))].sort(
    (a, b) => a - b,
  );
  const fragments: ExportFragment[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const start = points[i] ?? 0;
    const end = points[i + 1] ?? 0;
    const before = fragments.at(-1);
    if (before && start <= before.end) continue;
    fragments.push({ start, end, quote: characters.slice(start, end).join('') });
  }
  return fragments;
}

const attributeValue: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.boolean(),
  fc.integer(),
  anyText(3),
  fc.array(anyText(2), { maxLength: 3 }),
);

const person = (name: string): ExportPerson => ({ id: `id-${name}`, name });

/** An article with spans, labels, composites and relations by a few coders. */
export const anyArticle: fc.Arbitrary<ExportArticle> = fc
  .record({
    text: anyText(30),
    name: fc.oneof(word, anyText(4)),
    title: anyText(3),
    spans: fc.array(
      fc.record({
        marks: fc.array(fc.nat(400), { minLength: 2, maxLength: 8 }),
        coder: fc.nat(2),
        code: fc.constantFrom('source', 'cue', 'content', 'economic', 'cadre économique', 'x y'),
        memo: fc.option(anyText(3)),
        confidence: fc.option(fc.integer({ min: 1, max: 5 })),
        attributes: fc.dictionary(
          fc.constantFrom('tone', 'kind', 'note texte', '__proto__'),
          attributeValue,
        ),
      }),
      { maxLength: 8 },
    ),
    composites: fc.array(
      fc.record({
        members: fc.array(
          fc.record({
            role: fc.constantFrom('source', 'cue', 'content', 'content2'),
            at: fc.nat(9),
          }),
          { maxLength: 4 },
        ),
        marks: fc.array(fc.nat(400), { maxLength: 4 }),
        coder: fc.nat(2),
      }),
      { maxLength: 3 },
    ),
    relations: fc.array(fc.record({ from: fc.nat(9), to: fc.nat(9) }), { maxLength: 3 }),
  })
  .map(({ text, name, title, spans, composites, relations }) => {
    const people = ['4b22', 'Zoë O', 'b_o'].map(person);
    const base = (
      coder: number,
      i: number,
    ): Omit<
      ExportAnnotation,
      'kind' | 'code' | 'fragments' | 'members' | 'memo' | 'confidence' | 'attributes'
    > => ({
      id: `a${i}`,
      revision: 1,
      deleted: false,
      layer: 'attribution',
      externalType: null,
      impliedAttributes: [],
      coder: people[coder] ?? person('x'),
      author: people[coder] ?? person('x'),
      createdAt: '2026-01-02T03:04:05.678901Z',
      codebookVersion: 1,
      review: { state: 'unreviewed', reviewer: null, decidedAt: null, reason: null },
      externalRef: null,
    });
    const annotations: ExportAnnotation[] = spans.map((span, i) => {
      const fragments = fragmentsFrom(text, span.marks);
      const { code, memo, confidence, attributes } = span;
      const kind = fragments.length > 0 ? ('span' as const) : ('article' as const);
      return {
        ...base(span.coder, i),
        kind,
        code,
        fragments,
        members: [],
        memo,
        confidence,
        attributes,
      };
    });
    const spanCount = annotations.length;
    composites.forEach((one, i) => {
      const members = one.members.flatMap(({ role, at }) =>
        at < spanCount ? [{ role, annotationId: `a${at}` }] : [],
      );
      annotations.push({
        ...base(one.coder, spanCount + i),
        kind: 'composite',
        code: 'attribution',
        fragments: fragmentsFrom(text, one.marks),
        members,
        memo: null,
        confidence: null,
        attributes: {},
      });
    });
    return {
      id: 'v1',
      articleId: 'article-1',
      version: 1,
      name,
      url: null,
      title,
      language: 'fr',
      text,
      textSha256: createHash('sha256').update(text).digest('hex'),
      metadata: { keywords: [title] },
      codings: people.map((coder) => ({ coder, state: 'submitted' })),
      annotations: annotations.map((one, i) => (i === 0 ? { ...one, revision: 2 } : one)),
      earlier: annotations.slice(0, 1).map((one) => ({ ...one, memo: 'before' })),
      relations: relations.flatMap(({ from, to }, i) =>
        from < annotations.length && to < annotations.length
          ? [
              {
                id: `r${i}`,
                revision: 1,
                type: 'supported_by',
                externalType: null,
                from: `a${from}`,
                to: `a${to}`,
                attributes: {},
                memo: null,
                coder: people[0] ?? person('x'),
                createdAt: '2026-01-02T03:04:05.678901Z',
                externalRef: null,
              },
            ]
          : [],
      ),
      decisions: [],
    };
  });

/** Runs a writer over articles; the files, whole, by name. Throws when a file is written after its end. */
export function writeAll(
  writer: FormatWriter,
  articles: readonly ExportArticle[],
): Map<string, string> {
  return new Map(
    [...writeBytes(writer, articles)].map(([file, bytes]) => [file, bytes.toString('utf8')]),
  );
}

/** As `writeAll`, for files that are no text. */
export function writeBytes(
  writer: FormatWriter,
  articles: readonly ExportArticle[],
): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const closed = new Set<string>();
  const take = (chunks: Iterable<FileChunk>) => {
    for (const { file, data, last } of chunks) {
      if (closed.has(file)) throw new Error(`${file} was already closed`);
      files.set(file, Buffer.concat([files.get(file) ?? Buffer.alloc(0), Buffer.from(data)]));
      if (last) closed.add(file);
    }
  };
  take(writer.start());
  for (const article of articles) take(writer.article(article));
  take(writer.finish());
  for (const file of files.keys()) if (!closed.has(file)) throw new Error(`${file} was left open`);
  return files;
}
