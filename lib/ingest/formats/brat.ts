import { verbatim } from '@/lib/text/canonicalise';
import { createOffsetMap, type OffsetMap } from '@/lib/text/offsets';
import {
  type IncomingCoding,
  type IngestLimits,
  type IngestRow,
  NO_FIELDS,
  noticed,
  rejected,
  type SourceFile,
} from '../schema';
import { readBratCoding } from './brat-coding';
import { type BratSidecar, isBratSidecar, readBratSidecar } from './brat-sidecar';
import { titleFromText } from './plain';
import { extensionOf, folderOf, readText, stemOf } from './read';

/** An `.ann` file, the text that it belongs to, and whose work it is. */
interface AnnFile {
  readonly file: SourceFile;
  readonly text: SourceFile;
  readonly coder: string | null;
}

/**
 * brat standoff: `.txt` and `.ann` anywhere below, matched by base name; several coders as
 * `NAME_CODER.ann` or as one folder a coder. A `metadata.tsv` with a column `filename` gives titles,
 * authors and dates. Texts are kept verbatim.
 */
export async function* readBrat(
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  const texts = new Map<string, SourceFile[]>();
  for (const file of files) {
    if (extensionOf(file.path) !== 'txt') continue;
    const same = texts.get(stemOf(file.path));
    if (same) same.push(file);
    else texts.set(stemOf(file.path), [file]);
  }
  const { annsOfText, orphans } = matchAnns(files, texts);
  for (const orphan of orphans) {
    yield rejected(orphan.path, null, 'file', 'There is no text of this name for the annotations.');
  }
  const sidecars = new Map<string, BratSidecar>();
  for (const file of files.filter(({ path }) => isBratSidecar(path))) {
    const read = await readBratSidecar(file);
    if (read.ok) for (const [name, fields] of read.value) sidecars.set(name, fields);
    else yield rejected(file.path, null, 'file', read.error.userMessage);
  }
  for (const [name, sameName] of texts) {
    yield* readName(name, sameName, annsOfText, sidecars.get(name) ?? null, limits);
  }
}

function matchAnns(
  files: readonly SourceFile[],
  texts: ReadonlyMap<string, readonly SourceFile[]>,
): { annsOfText: Map<SourceFile, AnnFile[]>; orphans: SourceFile[] } {
  const orphans: SourceFile[] = [];
  const matched: (AnnFile & { readonly exact: boolean })[] = [];
  const foldersOfName = new Map<string, Set<string>>();
  // Asked first: of ten thousand folders with a `doc.txt` each, the nearest is the file's own.
  const siblings = new Map(
    [...texts].flatMap(([name, same]) =>
      same.map((text) => [`${folderOf(text.path)}/${name}`, text] as const),
    ),
  );
  for (const file of files) {
    if (extensionOf(file.path) !== 'ann') continue;
    const found = matchName(stemOf(file.path), texts);
    if (!found) {
      orphans.push(file);
      continue;
    }
    const exact = found.coder === null;
    const sibling = siblings.get(`${folderOf(file.path)}/${found.name}`);
    const text = sibling ?? nearest(file, found.candidates);
    matched.push({ file, text, coder: found.coder, exact });
    if (exact) {
      const folders = foldersOfName.get(stemOf(file.path)) ?? new Set();
      foldersOfName.set(stemOf(file.path), folders.add(folderOf(file.path)));
    }
  }
  const annsOfText = new Map<SourceFile, AnnFile[]>();
  for (const { file, text, coder, exact } of matched) {
    // The same name in several folders: then each folder is one coder's.
    const byFolder = exact && (foldersOfName.get(stemOf(file.path))?.size ?? 0) > 1;
    const folder = folderOf(file.path);
    const named = byFolder ? folder.slice(folder.lastIndexOf('/') + 1) : coder;
    annsOfText.set(text, [...(annsOfText.get(text) ?? []), { file, text, coder: named || null }]);
  }
  return { annsOfText, orphans };
}

/** `NAME` itself, else the longest `NAME` of `NAME_CODER` for which there is a text. */
function matchName(
  stem: string,
  texts: ReadonlyMap<string, readonly SourceFile[]>,
): { name: string; candidates: readonly SourceFile[]; coder: string | null } | null {
  const exact = texts.get(stem);
  if (exact) return { name: stem, candidates: exact, coder: null };
  for (let at = stem.lastIndexOf('_'); at > 0; at = stem.lastIndexOf('_', at - 1)) {
    const name = stem.slice(0, at);
    const candidates = texts.get(name);
    const coder = stem.slice(at + 1);
    if (candidates && coder !== '') return { name, candidates, coder };
  }
  return null;
}

/** Of several texts with one name, the one whose folders the file shares furthest. */
function nearest(file: SourceFile, candidates: readonly SourceFile[]): SourceFile {
  const shared = (other: SourceFile) => {
    const [a, b] = [file.path.split('/'), other.path.split('/')];
    let depth = 0;
    while (depth < a.length - 1 && depth < b.length - 1 && a[depth] === b[depth]) depth += 1;
    return depth;
  };
  return candidates.reduce((best, one) => (shared(one) > shared(best) ? one : best));
}

/** All texts of one name: equal ones are one article, coded by all who coded any of them. */
async function* readName(
  name: string,
  sameName: readonly SourceFile[],
  annsOfText: ReadonlyMap<SourceFile, readonly AnnFile[]>,
  sidecar: BratSidecar | null,
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  const distinct = new Map<string, { file: SourceFile; bytes: Uint8Array; anns: AnnFile[] }>();
  for (const file of sameName) {
    const read = await readText(file, limits.maxFileBytes, true);
    if (!read.ok) {
      yield rejected(file.path, null, 'article', read.error.userMessage);
      continue;
    }
    const anns = annsOfText.get(file) ?? [];
    const known = distinct.get(read.value.text);
    if (known) known.anns.push(...anns);
    else distinct.set(read.value.text, { file, bytes: read.value.bytes, anns: [...anns] });
  }
  for (const [text, { file, bytes, anns }] of distinct) {
    const canonical = verbatim(text);
    if (!canonical.ok) {
      yield rejected(file.path, null, 'article', canonical.error.userMessage);
      continue;
    }
    const codings: IncomingCoding[] = [];
    const map = createOffsetMap(text);
    for (const ann of anns) yield* readAnn(ann, map, codings, limits);
    const fields = sidecar?.fields;
    yield {
      kind: 'article',
      format: 'brat',
      file: file.path,
      line: null,
      // Different texts of one name keep their folders, so that each has a name of its own.
      externalId: distinct.size === 1 ? name : file.path.slice(0, -'.txt'.length),
      capture: { bytes, mediaType: 'text/plain; charset=utf-8', fileName: file.path },
      ...canonical.value,
      fields: { ...NO_FIELDS, ...fields, title: fields?.title ?? titleFromText(text) ?? name },
      codings,
    };
  }
}

async function* readAnn(
  ann: AnnFile,
  text: OffsetMap,
  codings: IncomingCoding[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  const { path } = ann.file;
  const read = await readText(ann.file, limits.maxFileBytes);
  if (!read.ok) {
    yield rejected(path, null, 'file', read.error.userMessage);
    return;
  }
  const { coding, rejections, notices } = readBratCoding(read.value.text, text, path, ann.coder);
  codings.push(coding);
  for (const rejection of rejections) yield { kind: 'rejection', rejection };
  for (const [code, count] of notices) yield noticed(code, path, count);
}
