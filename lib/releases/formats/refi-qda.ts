import { Zip, ZipDeflate } from 'fflate';
import { v5 as uuidv5 } from 'uuid';
import { xmlOpen, xmlText } from '@/lib/codebook/formats/xml-text';
import type { ExportAnnotation, ExportArticle, ExportPerson } from '@/lib/releases/schema';
import { codingsOf } from './codings';
import { codersOf, countLosses, typeOf } from './plain-losses';
import { type FileChunk, type FormatWriter, Tally } from './writer';

export const REFI_FILE = 'project.qdpx';
const NAMESPACE = 'urn:QDA-XML:project:1.0';
/** What has no id of its own gets the same GUID each time. */
const GUIDS = '6f6f3a0e-7c1d-5f0e-9d0f-3a5b4c2d1e01';
/** The earliest time that a ZIP can name, by the clock on the wall, as it is written down there. */
const NO_TIME = new Date(1980, 0, 1);

const guidOf = (kind: string, key: string) => uuidv5(`${kind}/${key}`, GUIDS);

/**
 * A project of REFI-QDA 1.0 (`.qdpx`, qdasoftware.org) for MAXQDA, NVivo, ATLAS.ti, QualCoder and
 * Taguette: texts, codes, and each coder's selections. Positions are code points, half-open. A passage in
 * several pieces is one selection a piece; labels of whole articles are codings of the source. The XML of
 * the selections is held until the end, where the standard wants it.
 */
export function createRefiWriter(): FormatWriter {
  const losses = new Tally();
  const users = new Map<string, ExportPerson>();
  const codes = new Map<string, string>();
  const sources: string[] = [];
  const links: string[] = [];
  let pending: Uint8Array[] = [];
  const zip = new Zip((fault, data) => {
    if (fault) throw fault;
    pending.push(data);
  });
  const addFile = (name: string, content: string) => {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = NO_TIME;
    zip.add(entry);
    entry.push(new TextEncoder().encode(content), true);
  };
  function* written(last: boolean): Generator<FileChunk> {
    const pieces = pending;
    pending = [];
    if (pieces.length > 0 || last) {
      yield { file: REFI_FILE, data: Buffer.concat(pieces), ...(last ? { last } : {}) };
    }
  }
  return {
    *start() {},
    *article(article): Generator<FileChunk> {
      countLosses(article, losses, { articleLabels: true, memos: true, relations: true });
      const labels = article.annotations.filter(({ kind }) => kind === 'article');
      losses.add('memo_not_carried', labels.filter(({ memo }) => memo !== null).length);
      for (const coder of codersOf(article)) users.set(coder.id, coder);
      for (const one of article.annotations) {
        if (one.kind !== 'composite') codes.set(typeOf(one), guidOf('code', typeOf(one)));
      }
      const carried = codingsOf(article).flatMap(({ relations }) => relations);
      losses.add('relation_end_not_exported', article.relations.length - carried.length);
      for (const { memo, attributes } of carried) {
        losses.add('relation_memo', memo !== null || Object.keys(attributes).length > 0 ? 1 : 0);
      }
      links.push(
        ...carried.map(
          ({ id, type, externalType, from, to }) =>
            `    ${xmlOpen('Link', {
              guid: id,
              name: externalType ?? type,
              direction: 'OneWay',
              originGUID: from,
              targetGUID: to,
            })}/>\n`,
        ),
      );
      addFile(`sources/${article.id}.txt`, article.text);
      sources.push(sourceOf(article, labels));
      yield* written(false);
    },
    *finish(): Generator<FileChunk> {
      const head = xmlOpen('Project', {
        xmlns: NAMESPACE,
        name: 'Sourcemark',
        origin: 'Sourcemark',
      });
      const userLines = [...users.values()].map(
        ({ id, name }) => `    ${xmlOpen('User', { guid: id, name })}/>\n`,
      );
      const codeLines = [...codes]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, guid]) => `      ${xmlOpen('Code', { guid, name, isCodable: 'true' })}/>\n`);
      addFile(
        'project.qde',
        [
          '<?xml version="1.0" encoding="utf-8"?>\n',
          `${head}>\n`,
          listOf('  ', 'Users', userLines),
          codeLines.length === 0
            ? ''
            : `  <CodeBook>\n${listOf('    ', 'Codes', codeLines)}  </CodeBook>\n`,
          listOf('  ', 'Sources', sources),
          listOf('  ', 'Links', links),
          '</Project>\n',
        ].join(''),
      );
      zip.end();
      yield* written(true);
    },
    report: () => ({ losses: losses.toCounts(), normalised: {} }),
  };
}

/** A list of the standard must not be empty. */
function listOf(indent: string, name: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${indent}<${name}>\n${lines.join('')}${indent}</${name}>\n`;
}

function sourceOf(article: ExportArticle, labels: readonly ExportAnnotation[]): string {
  const head = xmlOpen('TextSource', {
    guid: article.id,
    name: article.name,
    plainTextPath: `internal://${article.id}.txt`,
  });
  const selections = article.annotations
    .filter(({ kind }) => kind === 'span')
    .flatMap((one) => one.fragments.map((fragment, index) => ({ one, fragment, index })))
    .map(({ one, fragment, index }) => {
      const made = { creatingUser: one.coder.id, creationDateTime: one.createdAt };
      const guid = index === 0 ? one.id : guidOf('piece', `${one.id}/${index}`);
      const selection = xmlOpen('PlainTextSelection', {
        guid,
        name: fragment.quote,
        startPosition: String(fragment.start),
        endPosition: String(fragment.end),
        ...made,
      });
      const memo =
        one.memo === null ? '' : `        <Description>${xmlText(one.memo)}</Description>\n`;
      return `      ${selection}>\n${memo}${codingOf('        ', one, guid)}      </PlainTextSelection>\n`;
    });
  const codings = labels.map((one) => codingOf('      ', one, one.id));
  return `    ${head}>\n${selections.join('')}${codings.join('')}    </TextSource>\n`;
}

function codingOf(indent: string, one: ExportAnnotation, of: string): string {
  const coding = xmlOpen('Coding', {
    guid: guidOf('coding', of),
    creatingUser: one.coder.id,
    creationDateTime: one.createdAt,
  });
  const code = xmlOpen('CodeRef', { targetGUID: guidOf('code', typeOf(one)) });
  return `${indent}${coding}>${code}/></Coding>\n`;
}
