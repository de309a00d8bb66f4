import pg from 'pg';
import type { Actor } from '@/lib/auth/actor';
import { refreshStatistics } from '@/lib/db/statistics';
import { err, ok, type Result } from '@/lib/result/result';
import { BulkConnection } from './bulk-tx';
import { type CodebookForImport, codebookForImport } from './codebook-for-import';
import { resolveCoders } from './coders';
import { beat, endImport, saveProgress, startImport } from './import-row';
import { type ImportReport, ImportTally } from './report';
import type {
  ImportKind,
  IncomingArticle,
  IngestLimits,
  IngestRow,
  NoticeCode,
  Rejection,
  SourceFile,
} from './schema';
import { withLanguage } from './store-articles';
import { type BatchOutcome, storeBatch } from './store-batch';
import { usedTypes } from './type-mapping';
import { HEARTBEAT_MS } from './upload-schema';

export interface RunOptions {
  readonly format: ImportKind;
  /** What the import is called in the list: a file's or a folder's name. */
  readonly sourceName: string;
  readonly createCodes?: boolean;
  readonly dryRun?: boolean;
  /** Whose coding it is where the file names nobody; else the format's name. */
  readonly coder?: string;
  readonly limits?: IngestLimits;
  /** An import that was opened before (by the page). */
  readonly importId?: string;
  /** Called after each batch. */
  readonly onProgress?: (tally: ImportTally) => void;
}

/** A batch is stored when it has this many articles, annotations or bytes. */
const BATCH = { articles: 1000, annotations: 20_000, bytes: 24 * 1024 * 1024 };
/** From so many new rows on, the planner's idea of the tables is made anew after the import. */
const MANY_ROWS = 500;
/** Rejections are written down at the latest when so many wait. */
const MAX_PENDING = 2000;
/** What comes slowly, from the web, is stored after this long at the latest, so that it is seen. */
const STORE_AFTER_MS = 5_000;

/** Rows of one format, read from a source that is opened when they are asked for. */
export interface RowSource {
  readonly format: ImportKind;
  readonly rows: (run: ImportRun) => AsyncIterable<IngestRow>;
}

/** What is known of an import before anything is read. */
interface Beforehand {
  /** What the progress counts to: bytes, or addresses. */
  readonly total: number;
  /** Files that no reader takes. */
  readonly skipped: number;
  readonly refused: readonly Rejection[];
}

/**
 * Runs one import from its row in the list to its end: reads the sources one after another and stores
 * what comes, batch by batch.
 */
export async function runImport(
  actor: Actor,
  sources: readonly RowSource[],
  options: RunOptions,
  { total, skipped, refused }: Beforehand,
): Promise<Result<ImportReport>> {
  const opened =
    options.importId !== undefined || options.dryRun
      ? ok(options.importId ?? null)
      : await startImport(actor, options.sourceName, options.format);
  if (!opened.ok) return opened;

  const run = new ImportRun(actor, opened.value, options);
  if (skipped > 0) run.tally.notice({ code: 'file_skipped', count: skipped });
  for (const rejection of refused) run.reject(rejection);
  run.tally.counts.progress.total = total;
  const stopBeating = run.keepBeating();
  try {
    for (const source of sources) {
      const done = await run.read(source.format, source.rows(run));
      if (!done.ok) return await run.fail(done);
    }
    return await run.finish(sources.map(({ format }) => format));
  } catch (cause) {
    await run.fail(err('unavailable', 'The import broke off: see the log. It can be run again.'));
    throw cause;
  } finally {
    stopBeating();
  }
}

export class ImportRun {
  readonly tally = new ImportTally();
  private batch: IncomingArticle[] = [];
  private batchAnnotations = 0;
  private batchBytes = 0;
  private pending: Rejection[] = [];
  private written = 0;
  private cancelled = false;
  private storedAt = Date.now();
  private codebook: CodebookForImport | null = null;
  private readonly told = new Set<string>();
  private readonly connection = new BulkConnection();

  constructor(
    private readonly actor: Actor,
    private readonly importId: string | null,
    private readonly options: RunOptions,
  ) {}

  /** Stores the rows of one source batch by batch. */
  async read(format: ImportKind, rows: AsyncIterable<IngestRow>): Promise<Result<void>> {
    // One batch is stored while the next is read: the database and this process work side by side.
    let storing: Promise<Result<void>> = Promise.resolve(ok(undefined));
    try {
      for await (const row of rows) {
        if (row.kind === 'rejection') this.reject(row.rejection);
        else if (row.kind === 'notice') this.tally.notice(row.notice);
        else this.add(row);
        if (this.cancelled) return await storing;
        if (!this.isFull()) continue;
        const stored = await storing;
        if (!stored.ok) return stored;
        if (this.cancelled) return ok(undefined);
        storing = this.flush(format);
        // It is waited for, and throws, at the next batch; until then nobody listens.
        storing.catch(() => undefined);
      }
      const stored = await storing;
      if (!stored.ok || this.cancelled) return stored;
      return await this.flush(format);
    } finally {
      // Also when the reader throws: nothing of this import goes on after it has ended.
      await Promise.allSettled([storing]);
      this.connection.close();
    }
  }

  /** Says every few seconds that this import is alive, until the answered function is called. */
  keepBeating(): () => void {
    const { importId } = this;
    if (importId === null) return () => undefined;
    const timer = setInterval(() => {
      beat(this.actor, importId).then(
        (goesOn) => {
          // What comes slowly fills no batch, with which it would be asked.
          if (!goesOn) this.cancelled = true;
        },
        (cause: unknown) =>
          console.error(`Import ${importId} could not say that it is alive.`, cause),
      );
    }, HEARTBEAT_MS);
    timer.unref();
    return () => clearInterval(timer);
  }

  async finish(formats: readonly ImportKind[]): Promise<Result<ImportReport>> {
    const { importId } = this;
    if (importId !== null) {
      // What was refused beforehand is written down also where nothing came after it.
      const saved = await this.save();
      if (!saved.ok) return saved;
      const end = this.cancelled ? 'cancelled' : 'finished';
      const ended = await endImport(this.actor, importId, end, null, this.tally);
      if (!ended.ok) return ended;
      const { articles, annotations } = this.tally.counts;
      if (articles.created + annotations.created >= MANY_ROWS) await refreshStatistics();
    }
    const dryRun = this.options.dryRun === true;
    return ok(this.tally.report({ importId, dryRun, formats }));
  }

  async fail<T extends { readonly ok: false; readonly error: { readonly userMessage: string } }>(
    failure: T,
  ): Promise<T> {
    if (this.importId !== null) {
      // Best effort: the reason for failing may be that the database is gone or the role was taken.
      await this.save().catch((cause) => console.error('Its last refusals were lost.', cause));
      await endImport(
        this.actor,
        this.importId,
        'failed',
        failure.error.userMessage,
        this.tally,
      ).catch((cause) => console.error('The failed import could not be marked as such.', cause));
    }
    return failure;
  }

  private add(article: IncomingArticle): void {
    this.batch.push(withLanguage(article));
    this.batchBytes += article.capture.bytes.length + article.text.length;
    for (const { annotations, composites, relations } of article.codings) {
      this.batchAnnotations += annotations.length + composites.length + relations.length;
    }
  }

  private isFull(): boolean {
    return (
      this.batch.length >= BATCH.articles ||
      this.batchAnnotations >= BATCH.annotations ||
      this.batchBytes >= BATCH.bytes ||
      this.pending.length >= MAX_PENDING ||
      Date.now() - this.storedAt >= STORE_AFTER_MS
    );
  }

  private async flush(format: ImportKind): Promise<Result<void>> {
    const articles = this.batch;
    this.batch = [];
    this.batchAnnotations = 0;
    this.batchBytes = 0;
    this.storedAt = Date.now();
    if (articles.length > 0) {
      const stored = await this.store(format, articles);
      if (!stored.ok) return stored;
    }
    const saved = await this.save();
    this.options.onProgress?.(this.tally);
    return saved;
  }

  private async save(): Promise<Result<void>> {
    const rejections = this.pending;
    this.pending = [];
    if (this.importId === null) return ok(undefined);
    const goesOn = await saveProgress(
      this.actor,
      this.importId,
      this.tally,
      rejections,
      this.written,
    );
    if (!goesOn.ok) return goesOn;
    this.written += rejections.length;
    this.cancelled = !goesOn.value;
    return ok(undefined);
  }

  private async store(
    format: ImportKind,
    articles: readonly IncomingArticle[],
  ): Promise<Result<void>> {
    const dryRun = this.importId === null;
    const { createCodes = false } = this.options;
    const used = usedTypes(articles);
    // Articles without codings need none, and whichever the batch before had is as good.
    const codebook =
      this.codebook && used.targets.size === 0
        ? ok(this.codebook)
        : await codebookForImport(this.actor, used, { createCodes, dryRun, system: format });
    if (!codebook.ok) return codebook;
    this.codebook = codebook.value;
    this.noticeCodebook(codebook.value);
    const defaultCoder = this.options.coder ?? format;
    const names = articles.flatMap(({ codings }) =>
      codings.map(({ coder }) => coder ?? defaultCoder),
    );
    const coders =
      names.length === 0
        ? ok(new Map<string, string>())
        : await resolveCoders(this.actor, [...new Set(names)], !dryRun);
    if (!coders.ok) return coders;
    return this.storeOrSplit(articles, {
      importId: this.importId,
      codebook: codebook.value.codebook,
      coders: coders.value,
      defaultCoder,
    });
  }

  /** A batch that the database refuses is halved until the article at fault stands alone. */
  private async storeOrSplit(
    articles: readonly IncomingArticle[],
    context: Parameters<typeof storeBatch>[2],
  ): Promise<Result<void>> {
    let outcome: Result<BatchOutcome>;
    try {
      outcome = await this.connection.transaction(this.actor, (tx) =>
        storeBatch(tx, articles, context),
      );
    } catch (cause) {
      if (!isRefusedData(cause)) throw cause;
      const [first] = articles;
      if (articles.length === 1 && first) {
        this.reject({
          file: first.file,
          line: first.line,
          kind: 'article',
          reason: `The database refuses it: ${cause.message}.`,
        });
        return ok(undefined);
      }
      const middle = Math.ceil(articles.length / 2);
      const left = await this.storeOrSplit(articles.slice(0, middle), context);
      return left.ok ? this.storeOrSplit(articles.slice(middle), context) : left;
    }
    if (!outcome.ok) return outcome;
    this.tally.add(outcome.value.counts);
    const { laterVersions, metadataChanges } = outcome.value;
    if (laterVersions > 0) this.tally.notice({ code: 'later_version', count: laterVersions });
    if (metadataChanges > 0)
      this.tally.notice({ code: 'metadata_changed', count: metadataChanges });
    for (const rejection of outcome.value.rejections) this.reject(rejection);
    for (const [type, count] of outcome.value.unknownTypes) this.tally.unknownType(type, count);
    return ok(undefined);
  }

  reject(rejection: Rejection): void {
    this.tally.reject(rejection);
    this.pending.push(rejection);
  }

  /** A dry run asks anew for each batch: what it has told once it does not tell again. */
  private noticeCodebook({ addedPacks, addedTypes }: CodebookForImport): void {
    const fresh = (code: NoticeCode, names: readonly string[]) => {
      for (const name of names) {
        if (this.told.has(`${code} ${name}`)) continue;
        this.told.add(`${code} ${name}`);
        this.tally.notice({ code, count: 1 });
      }
    };
    fresh('pack_added', addedPacks);
    fresh('codes_created', addedTypes);
  }

  /** The file, with what is read of it added to the progress. */
  counting(file: SourceFile): SourceFile {
    const { progress, files } = this.tally.counts;
    // A reader may open a file twice (a look at its head first): bytes count once.
    let furthest = 0;
    let finished = false;
    return {
      ...file,
      async *stream() {
        let position = 0;
        for await (const chunk of file.stream()) {
          position += chunk.length;
          progress.read += Math.max(0, position - furthest);
          furthest = Math.max(furthest, position);
          yield chunk;
        }
        if (!finished) files.read += 1;
        finished = true;
      },
    };
  }
}

/** Data exceptions, broken constraints, and rows too large for an index: the row's fault, not ours. */
function isRefusedData(cause: unknown): cause is pg.DatabaseError {
  return cause instanceof pg.DatabaseError && /^(?:22|23|54)/.test(cause.code ?? '');
}
