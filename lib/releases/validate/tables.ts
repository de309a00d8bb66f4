import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CodebookDocument } from '@/lib/codebook/schema';
import { shorten } from '@/lib/ingest/formats/quoted-span';
import { NO_RECORDS } from '../counts';
import type { CsvFile } from '../formats/csv';
import { ANNOTATION_KINDS, REVIEW_STATES } from '../schema';
import { codingFault } from './codebook';
import { type Faults, inWords } from './fault';
import type { Stated } from './lines';
import type { TableRow } from './table';

const id = z.uuid();
/** UTC, ending in Z. */
const time = z.iso.datetime();
const offset = z.int().nonnegative();
const whole = z.coerce.number().int().positive();
const orEmpty = <T extends z.ZodType>(schema: T) => z.union([z.literal(''), schema]);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A cell that holds JSON. */
function jsonCell<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'is no JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

const revisionSchema = z.object({
  id,
  revision: whole,
  is_head: flag,
  deleted: flag,
  article_version_id: id,
  kind: z.enum(ANNOTATION_KINDS),
  layer: z.string().min(1),
  code: z.string().min(1),
  fragments: jsonCell(z.array(z.tuple([offset, offset]))),
  text: z.string(),
  attributes: jsonCell(z.record(z.string(), z.unknown())),
  coder_id: id,
  author_id: id,
  created_at: time,
  codebook_version: whole,
  review_state: z.enum(REVIEW_STATES),
  decided_at: orEmpty(time),
});
const articleSchema = z.object({ id, article_id: id, version: whole, text: z.string().min(1) });
const memberSchema = z.object({
  annotation_id: id,
  revision: whole,
  role: z.string().min(1),
  member_id: id,
});
const relationSchema = z.object({
  id,
  revision: whole,
  article_version_id: id,
  type: z.string().min(1),
  from: id,
  to: id,
  coder_id: id,
  created_at: time,
});
const decisionSchema = z.object({
  id,
  annotation_id: id,
  revision: whole,
  amended_revision: orEmpty(whole),
  reviewer_id: id,
  decided_at: time,
});

/** The tables of one export, in whichever files they stand. */
export interface Tables {
  /** The rows of a table, from its first on; none where there is no such table. */
  rows(table: CsvFile): AsyncGenerator<TableRow>;
  /** What to call the file of a table. */
  pathOf(table: CsvFile): string;
}

/**
 * Checks the tables of an export: each text has its SHA-256; each revision's passages have the words
 * that it quotes, and fit the codebook where it is of the stated version; revisions count up from 1 and
 * the last is the head; what members, relations, decisions and codings speak of is there; times are UTC;
 * the sums are the manifest's. Articles and annotations are read side by side, in the order in which
 * they are written: memory is that of one text and of the ids.
 */
export async function checkTables(
  tables: Tables,
  stated: Stated,
  codebook: CodebookDocument | null,
  faults: Faults,
): Promise<void> {
  const rows = (table: CsvFile) => tables.rows(table);
  const held = new Held(stated, codebook);
  const articles = rows('articles.csv');
  let article = await held.nextArticle(articles);
  for await (const row of rows('annotations.csv')) {
    const one = parsed(row, revisionSchema);
    if (!one) continue;
    while (article && article.id !== one.article_version_id) {
      article = await held.nextArticle(articles);
    }
    held.takeRevision(one, article?.characters ?? null, row.fault);
  }
  while (article) article = await held.nextArticle(articles);
  held.endAnnotation();
  for await (const row of rows('members.csv')) held.takeMember(row);
  for await (const row of rows('relations.csv')) held.takeRelation(row);
  for await (const row of rows('decisions.csv')) held.takeDecision(row);
  for await (const row of rows('codings.csv')) held.takeCoding(row);
  held.finish((table, reason) => faults.add(tables.pathOf(table), null, reason));
}

function parsed<T extends z.ZodObject>(row: TableRow, schema: T): z.infer<T> | null {
  const cells = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, row.cell(name)]));
  const read = schema.safeParse(cells);
  if (read.success) return read.data;
  row.fault(inWords(read.error));
  return null;
}

type Revision = z.infer<typeof revisionSchema>;
type Report = (reason: string) => void;

/** What was met so far, by ids. */
class Held {
  private readonly articles = new Set<string>();
  /** The head's revision number of each annotation. */
  private readonly heads = new Map<string, number>();
  private readonly others = new Set<string>();
  private last: { id: string; revision: number; isHead: boolean; fault: Report } | null = null;
  private readonly counts = { ...NO_RECORDS };

  constructor(
    private readonly stated: Stated,
    private readonly codebook: CodebookDocument | null,
  ) {}

  async nextArticle(
    rows: AsyncGenerator<TableRow>,
  ): Promise<{ id: string; characters: readonly string[] } | null> {
    for (;;) {
      const next = await rows.next();
      if (next.done) return null;
      this.counts.articles += 1;
      const one = parsed(next.value, articleSchema);
      if (!one) continue;
      if (this.articles.has(one.id)) next.value.fault(`The id ${one.id} stands twice.`);
      this.articles.add(one.id);
      const sha256 = createHash('sha256').update(one.text).digest('hex');
      if (sha256 !== next.value.cell('text_sha256')) {
        next.value.fault('The text has another SHA-256 than text_sha256.');
      }
      return { id: one.id, characters: Array.from(one.text) };
    }
  }

  takeRevision(one: Revision, characters: readonly string[] | null, report: Report): void {
    const fault = (reason: string) => report(`Annotation ${one.id}: ${reason}`);
    this.counts.revisions += 1;
    if (this.last?.id !== one.id) this.endAnnotation();
    const due = this.last === null ? 1 : this.last.revision + 1;
    if (one.revision !== due) fault(`revision ${due} is missing before ${one.revision}.`);
    if (this.last?.isHead) fault('a revision follows the head.');
    this.last = { id: one.id, revision: one.revision, isHead: one.is_head, fault };
    if (one.is_head) this.takeHead(one, fault);
    if (characters === null) fault('its article is not there, or stands before its turn.');
    else checkPlaces(one, characters, fault);
    if (!this.stated.codebook.versions_used.includes(one.codebook_version) && one.is_head) {
      fault(`the manifest does not name the codebook's version ${one.codebook_version}.`);
    }
    if (this.codebook && one.codebook_version === this.stated.codebook.version) {
      const unfit = codingFault(this.codebook, { ...one, members: [] });
      if (unfit !== null) fault(unfit);
    }
  }

  private takeHead(one: Revision, fault: Report): void {
    if (this.heads.has(one.id)) fault('it stands twice.');
    this.heads.set(one.id, one.revision);
    this.counts.annotations += 1;
    if (one.fragments.length > 1) this.counts.discontinuous += 1;
    if (one.kind === 'composite') this.counts.attributions += 1;
    if (one.deleted) fault('it is deleted, and yet a head.');
    if (one.review_state !== 'unreviewed' && one.decided_at === '') {
      fault(`it is ${one.review_state}, but nobody decided so.`);
    }
  }

  /** An annotation ends with its head. */
  endAnnotation(): void {
    if (this.last && !this.last.isHead) this.last.fault('it has no head.');
    this.last = null;
  }

  takeMember(row: TableRow): void {
    const one = parsed(row, memberSchema);
    if (!one) return;
    const head = this.heads.get(one.annotation_id);
    if (one.revision === head) this.counts.members += 1;
    if (head === undefined || one.revision > head) {
      row.fault(`Annotation ${one.annotation_id} has no revision ${one.revision}.`);
    }
    if (!this.heads.has(one.member_id) && !this.stated.losses.member_not_exported) {
      if (one.revision === head) row.fault(`Its member ${one.member_id} is not there.`);
    }
  }

  takeRelation(row: TableRow): void {
    this.counts.relations += 1;
    const one = parsed(row, relationSchema);
    if (!one) return;
    this.takeOther(one.id, row.fault);
    this.takeArticleOf(one.article_version_id, row.fault);
    if (one.from === one.to) row.fault('It joins an annotation with itself.');
    for (const end of [one.from, one.to]) {
      if (!this.heads.has(end)) row.fault(`Its end ${end} is not there.`);
    }
  }

  takeDecision(row: TableRow): void {
    this.counts.decisions += 1;
    const one = parsed(row, decisionSchema);
    if (!one) return;
    this.takeOther(one.id, row.fault);
    const head = this.heads.get(one.annotation_id) ?? 0;
    for (const revision of [one.revision, one.amended_revision]) {
      if (revision !== '' && revision > head) {
        row.fault(`Annotation ${one.annotation_id} has no revision ${revision}.`);
      }
    }
  }

  takeCoding(row: TableRow): void {
    this.takeArticleOf(row.cell('article_version_id'), row.fault);
  }

  finish(fault: (table: CsvFile, reason: string) => void): void {
    for (const [what, found] of Object.entries(this.counts)) {
      const stated = this.stated.counts[what];
      if (stated === undefined || stated === found) continue;
      const table: CsvFile = TABLE_OF[what] ?? 'annotations.csv';
      fault(table, `The manifest counts ${stated} ${what}; there are ${found}.`);
    }
  }

  private takeOther(given: string, fault: Report): void {
    if (this.others.has(given)) fault(`The id ${given} stands twice.`);
    this.others.add(given);
  }

  private takeArticleOf(given: string, fault: Report): void {
    if (!this.articles.has(given)) fault(`Its article ${given} is not there.`);
  }
}

const TABLE_OF: Readonly<Record<string, CsvFile>> = {
  articles: 'articles.csv',
  members: 'members.csv',
  relations: 'relations.csv',
  decisions: 'decisions.csv',
};

function checkPlaces(one: Revision, characters: readonly string[], fault: Report): void {
  const wrong = one.fragments.find(([start, end]) => start >= end || end > characters.length);
  if (wrong) {
    fault(`${wrong.join('–')} is no passage of the text (0–${characters.length}).`);
    return;
  }
  const found = one.fragments
    .map(([start, end]) => characters.slice(start, end).join(''))
    .join(' ');
  if (found !== one.text) {
    fault(`at its place stands “${shorten(found)}”, not “${shorten(one.text)}”.`);
  }
}
