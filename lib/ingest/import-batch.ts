import type { IncomingArticle, IngestRow, Notice, Rejection } from './schema';
import { withLanguage } from './store-articles';

/** A batch is stored when it has this many articles, annotations, bytes or refusals. */
const MOST = { articles: 1000, annotations: 20_000, bytes: 24 * 1024 * 1024, refusals: 2000 };

/** How far an import is: rows read, and addresses of a list done. */
export interface ReadUpTo {
  readonly rows: number;
  readonly done: number;
}

interface Placed {
  readonly row: IngestRow;
  readonly upTo: ReadUpTo;
}

/** What came from the readers and is not yet stored, in its order. */
export class ImportBatch {
  private annotationCount = 0;
  private articleCount = 0;
  private bytes = 0;
  private rows: Placed[] = [];

  constructor(private readonly from: ReadUpTo) {}

  /** How far the import is once this batch is stored. */
  get upTo(): ReadUpTo {
    return this.rows.at(-1)?.upTo ?? this.from;
  }

  /** Adds a row; `upTo` counts it. What no reader gave stands where the row before stands. */
  add(given: IngestRow, upTo: ReadUpTo = this.upTo): void {
    const row = given.kind === 'article' ? withLanguage(given) : given;
    this.rows.push({ row, upTo });
    if (row.kind !== 'article') return;
    this.articleCount += 1;
    this.bytes += row.capture.bytes.length + row.text.length;
    for (const { annotations, composites, relations } of row.codings) {
      this.annotationCount += annotations.length + composites.length + relations.length;
    }
  }

  isEmpty(): boolean {
    return this.rows.length === 0;
  }

  isFull(): boolean {
    return (
      this.articleCount >= MOST.articles ||
      this.annotationCount >= MOST.annotations ||
      this.bytes >= MOST.bytes ||
      this.rows.length - this.articleCount >= MOST.refusals
    );
  }

  articles(): IncomingArticle[] {
    return this.rows.flatMap(({ row }) => (row.kind === 'article' ? [row] : []));
  }

  rejections(): Rejection[] {
    return this.rows.flatMap(({ row }) => (row.kind === 'rejection' ? [row.rejection] : []));
  }

  notices(): Notice[] {
    return this.rows.flatMap(({ row }) => (row.kind === 'notice' ? [row.notice] : []));
  }

  withoutArticles(): ImportBatch {
    return this.with(this.rows.filter(({ row }) => row.kind !== 'article'));
  }

  /** Two batches with half of the articles each; null where there are not two. */
  halves(): [ImportBatch, ImportBatch] | null {
    if (this.articleCount < 2) return null;
    let before = 0;
    const middle = this.rows.findIndex(({ row }) => {
      if (row.kind === 'article') before += 1;
      return before > this.articleCount / 2;
    });
    return [this.with(this.rows.slice(0, middle)), this.with(this.rows.slice(middle))];
  }

  /** The same with its one article refused; null where there is not one. */
  refusing(reason: string): ImportBatch | null {
    if (this.articleCount !== 1) return null;
    return this.with(
      this.rows.map(({ row, upTo }) => {
        if (row.kind !== 'article') return { row, upTo };
        const { file, line } = row;
        return {
          row: { kind: 'rejection', rejection: { file, line, kind: 'article', reason } },
          upTo,
        };
      }),
    );
  }

  private with(rows: readonly Placed[]): ImportBatch {
    const batch = new ImportBatch(this.from);
    for (const { row, upTo } of rows) batch.add(row, upTo);
    return batch;
  }
}
