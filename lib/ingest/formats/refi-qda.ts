import { readXmlText, type XmlElement } from '@/lib/codebook/formats/xml-text';
import { verbatim } from '@/lib/text/canonicalise';
import { createOffsetMap } from '@/lib/text/offsets';
import {
  type IncomingAnnotation,
  type IncomingCoding,
  type IncomingRelation,
  type IngestLimits,
  type IngestRow,
  NO_FIELDS,
  noticed,
  rejected,
  type SourceFile,
} from '../schema';
import { resolveSpan } from './quoted-span';
import { baseName, decodeUtf8, folderOf, formatBytes, readWhole, untilFault } from './read';

/** The file that makes a folder, or a ZIP, a project. */
export const REFI_PROJECT = 'project.qde';
/** Three to a selection. */
const MOST_ELEMENTS = 3_000_000;

/**
 * Projects of REFI-QDA 1.0 (`.qdpx`, or its folder), as MAXQDA, NVivo, ATLAS.ti, QualCoder, Taguette and we
 * export them: each plain text with the selections of each user. Positions are code points; where the
 * selection's name is its words, as most tools have it, and they stand there in UTF-16 units only, these
 * are taken. Codings of a source are labels of the article. Sources of other kinds are refused by name.
 */
export async function* readRefi(
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  for (const file of files) {
    if (baseName(file.path) === REFI_PROJECT) {
      yield* untilFault(file, readProject(file, files, limits));
    }
  }
}

async function* readProject(
  file: SourceFile,
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  const refuse = (reason: string, line: number | null = null) =>
    rejected(file.path, line, 'file', reason);
  // A project is one document, however many texts it has.
  const bytes = await readWhole(file, limits.maxFileBytes * 8);
  const text = bytes.ok ? decodeUtf8(bytes.value) : bytes;
  if (!text.ok) {
    yield refuse(text.error.userMessage);
    return;
  }
  const root = readXmlText(text.value, { maxElements: MOST_ELEMENTS, isTextWhole: true });
  if ('reason' in root) {
    yield refuse(root.reason, root.line);
    return;
  }
  if (root.name !== 'Project') {
    yield refuse('This is no REFI-QDA project (Project).', root.line);
    return;
  }
  const project: Project = {
    file,
    codes: namesBelow(child(root, 'CodeBook'), 'Code'),
    users: namesBelow(child(root, 'Users'), 'User'),
    links: (child(root, 'Links')?.children ?? []).filter(({ name }) => name === 'Link'),
  };
  const folder = folderOf(file.path);
  for (const source of child(root, 'Sources')?.children ?? []) {
    const name = source.attributes.name ?? 'a source';
    if (source.name !== 'TextSource') {
      const reason = `“${name}” is a ${source.name}: only plain texts are read.`;
      yield rejected(file.path, source.line, 'article', reason);
      continue;
    }
    yield* readSource(source, project, folder, files, limits);
  }
}

interface Project {
  readonly file: SourceFile;
  /** Names by GUID. */
  readonly codes: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, string>;
  readonly links: readonly XmlElement[];
}

async function* readSource(
  source: XmlElement,
  project: Project,
  folder: string,
  files: readonly SourceFile[],
  limits: IngestLimits,
): AsyncGenerator<IngestRow> {
  const { file } = project;
  const { name = '', guid = '' } = source.attributes;
  const refuse = (reason: string) =>
    rejected(file.path, source.line, 'article', `“${name}”: ${reason}`);
  const raw = await textOf(source, folder, files, limits);
  if ('reason' in raw) {
    yield refuse(raw.reason);
    return;
  }
  const canonical = verbatim(raw.text);
  if (!canonical.ok) {
    yield refuse(canonical.error.userMessage);
    return;
  }
  const read = readSelections(source, project, canonical.value.text);
  yield* read.rejections;
  if (read.usedUtf16 > 0) yield noticed('utf16_offsets', file.path);
  yield {
    kind: 'article',
    format: 'refi',
    file: file.path,
    line: source.line,
    externalId: name || guid,
    capture: { bytes: raw.bytes, mediaType: 'text/plain', fileName: raw.path },
    ...canonical.value,
    fields: { ...NO_FIELDS, title: name || null },
    codings: read.codings,
  };
}

/** The text stands in the project, or in a file beside it. */
async function textOf(
  source: XmlElement,
  folder: string,
  files: readonly SourceFile[],
  limits: IngestLimits,
): Promise<{ text: string; bytes: Uint8Array; path: string } | { reason: string }> {
  const inside = child(source, 'PlainTextContent');
  if (inside) {
    return { text: inside.text, bytes: Buffer.from(inside.text), path: REFI_PROJECT };
  }
  const { plainTextPath = '' } = source.attributes;
  const internal = /^internal:\/\/\/?(.+)$/.exec(plainTextPath)?.[1];
  if (internal === undefined) return { reason: 'its text does not stand in the project.' };
  const base = folder === '' ? '' : `${folder}/`;
  const wanted = [`${base}sources/${internal}`, `${base}Sources/${internal}`, `${base}${internal}`];
  const found = files.find(({ path }) => wanted.includes(path));
  if (!found) return { reason: `its text ${internal} is missing.` };
  const bytes = await readWhole(found, limits.maxFileBytes);
  if (!bytes.ok) {
    return { reason: `its text is larger than ${formatBytes(limits.maxFileBytes)}, or broken.` };
  }
  // A byte order mark is no character of the text; positions begin after it.
  const text = decodeUtf8(bytes.value);
  return text.ok
    ? { text: text.value, bytes: bytes.value, path: found.path }
    : { reason: text.error.userMessage };
}

interface Growing {
  readonly annotations: IncomingAnnotation[];
  readonly relations: IncomingRelation[];
}

function readSelections(source: XmlElement, project: Project, text: string) {
  const { file, codes, users } = project;
  const map = createOffsetMap(text);
  const rejections: IngestRow[] = [];
  const codings = new Map<string | null, Growing>();
  /** The annotation that a selection or a coding became, and whose it is. */
  const made = new Map<string, { readonly id: string; readonly coder: string | null }>();
  let usedUtf16 = 0;
  const add = (
    element: XmlElement,
    fragments: IncomingAnnotation['fragments'],
    selection: XmlElement | null,
  ) => {
    const code = codes.get(child(element, 'CodeRef')?.attributes.targetGUID ?? '');
    if (code === undefined) {
      const reason = 'A coding names no code of the project.';
      rejections.push(rejected(file.path, element.line, 'annotation', reason));
      return;
    }
    const { creatingUser = selection?.attributes.creatingUser ?? '', guid = '' } =
      element.attributes;
    const coder = users.get(creatingUser) ?? null;
    const coding = codings.get(coder) ?? { annotations: [], relations: [] };
    codings.set(coder, coding);
    const ownGuid = selection?.attributes.guid;
    const id = ownGuid && !made.has(ownGuid) ? ownGuid : guid || `line ${element.line}`;
    for (const known of [ownGuid, guid]) {
      if (known && !made.has(known)) made.set(known, { id, coder });
    }
    coding.annotations.push({
      kind: fragments.length === 0 ? 'article' : 'span',
      externalId: id,
      type: code,
      fragments,
      attributes: {},
      confidence: null,
      memo: (selection && child(selection, 'Description')?.text.trim()) || null,
      line: element.line,
      externalRef: { format: 'refi', file: file.path, id, type: code },
    });
  };
  for (const one of source.children) {
    if (one.name === 'Coding') add(one, [], null);
    if (one.name !== 'PlainTextSelection') continue;
    const { startPosition, endPosition, name = '' } = one.attributes;
    const place = { start: Number(startPosition), end: Number(endPosition) };
    const quoted = resolveSpan(text, map, { ...place, quote: name || null }, 'codePoints');
    // Its name may be something else than its words.
    const found =
      typeof quoted === 'string'
        ? resolveSpan(text, map, { ...place, quote: null }, 'codePoints')
        : quoted;
    if (typeof found === 'string') {
      rejections.push(rejected(file.path, one.line, 'annotation', found));
      continue;
    }
    if (found.unit === 'utf16' && map.length !== map.utf16Length) usedUtf16 += 1;
    for (const coding of one.children.filter((part) => part.name === 'Coding')) {
      add(coding, [found.fragment], one);
    }
  }
  addLinks(project, made, codings);
  return {
    rejections,
    usedUtf16,
    codings: [...codings].map(
      ([coder, { annotations, relations }]): IncomingCoding => ({
        coder,
        file: file.path,
        annotations,
        composites: [],
        relations,
      }),
    ),
  };
}

/** Links between two selections of one person in one text; others have no place here. */
function addLinks(
  { file, links }: Project,
  made: ReadonlyMap<string, { readonly id: string; readonly coder: string | null }>,
  codings: ReadonlyMap<string | null, Growing>,
): void {
  for (const { attributes, line } of links) {
    const { originGUID = '', targetGUID = '', guid = '', name = '' } = attributes;
    const [from, to] = [made.get(originGUID), made.get(targetGUID)];
    if (!from || !to || from.coder !== to.coder) continue;
    const id = guid || `link ${line}`;
    const type = name || 'link';
    codings.get(from.coder)?.relations.push({
      externalId: id,
      type,
      fromExternalId: from.id,
      toExternalId: to.id,
      memo: null,
      line,
      externalRef: { format: 'refi', file: file.path, id, type },
    });
  }
}

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((one) => one.name === name);
}

/** The names of all elements of a kind, at any depth, by their GUIDs. */
function namesBelow(element: XmlElement | undefined, kind: string): Map<string, string> {
  const names = new Map<string, string>();
  const walk = (one: XmlElement) => {
    const { guid, name } = one.attributes;
    if (one.name === kind && guid && name) names.set(guid, name);
    for (const below of one.children) walk(below);
  };
  if (element) walk(element);
  return names;
}
