import {
  type ImportKind,
  NOTICE_TEXTS,
  type Notice,
  type NoticeCode,
  type Rejection,
  type RejectionKind,
} from './schema';

/** What an import did. The command line prints it with `--json`; the page shows it. */
export interface ImportCounts {
  readonly articles: { created: number; unchanged: number; rejected: number };
  readonly annotations: { created: number; unchanged: number; rejected: number };
  readonly relations: { created: number; unchanged: number; rejected: number };
  /** Files that could not be read at all. */
  readonly files: { read: number; rejected: number };
  /** Bytes, or addresses fetched: for the progress bar. */
  readonly progress: { read: number; total: number };
}

export interface ImportReport extends ImportCounts {
  readonly importId: string | null;
  readonly dryRun: boolean;
  readonly formats: readonly ImportKind[];
  readonly rejected: readonly Rejection[];
  /** How many rejections there are beyond those listed. */
  readonly rejectedNotListed: number;
  readonly notices: readonly {
    readonly code: NoticeCode | 'unknown_type';
    readonly count: number;
    readonly message: string;
  }[];
}

/** The list in memory is bounded; the database keeps them all. */
const MAX_LISTED = 10_000;
const COUNT_OF_KIND = {
  file: 'files',
  article: 'articles',
  annotation: 'annotations',
  attribute: 'annotations',
  note: 'annotations',
  past: 'annotations',
  relation: 'relations',
} as const satisfies Record<RejectionKind, keyof ImportCounts>;

/** Adds up one import as it goes. */
export class ImportTally {
  readonly counts: ImportCounts = {
    articles: { created: 0, unchanged: 0, rejected: 0 },
    annotations: { created: 0, unchanged: 0, rejected: 0 },
    relations: { created: 0, unchanged: 0, rejected: 0 },
    files: { read: 0, rejected: 0 },
    progress: { read: 0, total: 0 },
  };
  private listed: Rejection[] = [];
  private notices = new Map<NoticeCode, number>();
  private unknown = new Map<string, number>();
  private total = 0;

  /** A copy, for what a transaction adds and may take back. */
  fork(): ImportTally {
    const copy = new ImportTally();
    copy.take(this);
    Object.assign(copy.counts.progress, this.counts.progress);
    copy.counts.files.read = this.counts.files.read;
    return copy;
  }

  /** Takes over what a copy has counted; what is read meanwhile is this one's own. */
  take(copy: ImportTally): void {
    for (const kind of ['articles', 'annotations', 'relations'] as const) {
      Object.assign(this.counts[kind], copy.counts[kind]);
    }
    this.counts.files.rejected = copy.counts.files.rejected;
    this.notices = new Map(copy.notices);
    this.unknown = new Map(copy.unknown);
    this.listed = [...copy.listed];
    this.total = copy.total;
  }

  /**
   * Goes on from what an earlier attempt has written down; what is read is counted anew. Its refusals
   * stand in the database and are not listed again.
   */
  resume(counts: ImportCounts, notices: ImportReport['notices'], rejections: number): void {
    for (const kind of ['articles', 'annotations', 'relations'] as const) {
      Object.assign(this.counts[kind], counts[kind]);
    }
    this.counts.files.rejected = counts.files.rejected;
    this.total = rejections;
    for (const { code, count, message } of notices) {
      if (code !== 'unknown_type') this.notice({ code, count });
      else this.unknownType(unknownTypeOf(message), count);
    }
  }

  reject(rejection: Rejection): void {
    this.counts[COUNT_OF_KIND[rejection.kind]].rejected += 1;
    this.total += 1;
    if (this.listed.length < MAX_LISTED) this.listed.push(rejection);
  }

  notice({ code, count }: Pick<Notice, 'code' | 'count'>): void {
    this.notices.set(code, (this.notices.get(code) ?? 0) + count);
  }

  /** Counts annotations left out for want of a code. */
  unknownType(type: string, count: number): void {
    this.unknown.set(type, (this.unknown.get(type) ?? 0) + count);
  }

  /** Adds what one batch stored. */
  add(stored: StoredCounts): void {
    for (const kind of ['articles', 'annotations', 'relations'] as const) {
      this.counts[kind].created += stored[kind].created;
      this.counts[kind].unchanged += stored[kind].unchanged;
    }
  }

  noticeList(): ImportReport['notices'] {
    const unknown = [...this.unknown].map(([type, count]) => ({
      code: 'unknown_type' as const,
      count,
      message: unknownTypeSentence(type),
    }));
    const counted = [...this.notices].map(([code, count]) => {
      return { code, count, message: NOTICE_TEXTS[code] };
    });
    return [...counted, ...unknown];
  }

  report(about: Pick<ImportReport, 'importId' | 'dryRun' | 'formats'>): ImportReport {
    return {
      ...this.counts,
      ...about,
      rejected: this.listed,
      rejectedNotListed: this.total - this.listed.length,
      notices: this.noticeList(),
    };
  }
}

function unknownTypeSentence(type: string): string {
  return `annotations of the type “${type}”, for which the codebook has no code: left out`;
}

/** The type in the stored sentence of an unknown type; empty when it is none. */
export function unknownTypeOf(sentence: string): string {
  return /“(.*)”/su.exec(sentence)?.[1] ?? '';
}

export interface StoredCounts {
  readonly articles: { created: number; unchanged: number };
  readonly annotations: { created: number; unchanged: number };
  readonly relations: { created: number; unchanged: number };
}

/** All zero. */
export function noCounts(): StoredCounts {
  return {
    articles: { created: 0, unchanged: 0 },
    annotations: { created: 0, unchanged: 0 },
    relations: { created: 0, unchanged: 0 },
  };
}
