import pg from 'pg';
import type { Actor } from '@/lib/auth/actor';
import { refreshStatistics } from '@/lib/db/statistics';
import { err, ok, type Result } from '@/lib/result/result';
import { BulkConnection, type BulkTx } from './bulk-tx';
import type { ImportAttempt } from './checkpoint';
import { type CodebookForImport, codebookForImport } from './codebook-for-import';
import { namesIn, resolveCoders } from './coders';
import { ImportBatch, type ReadUpTo } from './import-batch';
import { beat, endImport, saveProgress, startImport } from './import-row';
import { type ImportReport, ImportTally } from './report';
import type {
  ImportKind,
  IngestLimits,
  IngestRow,
  NoticeCode,
  Rejection,
  SourceFile,
} from './schema';
import { type BatchContext, storeBatch } from './store-batch';
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
  /** The job's attempt; when it breaks off, the job sees to it. Absent: what breaks off is ended. */
  readonly attempt?: ImportAttempt;
  /** Called after each batch. */
  readonly onProgress?: (tally: ImportTally) => void;
}

/** From so many new rows on, the planner's idea of the tables is made anew after the import. */
const MANY_ROWS = 500;
/** What comes slowly, from the web, is stored after this long at the latest, so that it is seen. */
const STORE_AFTER_MS = 5_000;

/** Rows of one format, read from a source that is opened when they are asked for. */
export interface RowSource {
  readonly format: ImportKind;
  /**
   * The rows. Where an import goes on, they come again from the first, in the same order; unless the
   * source `resumes` by itself what is done.
   */
  readonly rows: (run: ImportRun) => AsyncIterable<IngestRow>;
  readonly resumes?: boolean;
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
 * what comes, batch by batch. Each batch is stored in one transaction with the counts and the place to
 * go on from. What breaks off throws; as a job's attempt it is left as it is, to be gone on with.
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
  if (!options.attempt?.resumed) run.begin(skipped, refused);
  run.tally.counts.progress.total = total;
  const stopBeating = run.keepBeating();
  try {
    for (const source of sources) {
      const done = await run.read(source);
      if (!done.ok) return await run.fail(done);
    }
    return await run.finish(sources.map(({ format }) => format));
  } catch (cause) {
    if (!options.attempt) {
      await run.fail(err('unavailable', 'The import broke off: see the log. It can be run again.'));
    }
    throw cause;
  } finally {
    stopBeating();
  }
}

/** What a stored batch leaves behind. */
interface BatchEnd {
  /** Everything counted so far. */
  readonly tally: ImportTally;
  /** Rejections written down with it. */
  readonly rejections: number;
  /** False once cancelled. */
  readonly goesOn: boolean;
}

export class ImportRun {
  readonly tally = new ImportTally();
  /** Addresses of a list that were done before. */
  readonly doneBefore: ReadonlySet<string>;
  private readonly done: string[];
  private batch: ImportBatch;
  /** Rows that the readers have given, of all sources. */
  private rowsRead = 0;
  private readonly rowsBefore: number;
  private rejectionsWritten: number;
  private cancelled = false;
  private storedAt = Date.now();
  private codebook: CodebookForImport | null = null;
  private readonly told = new Set<string>();
  private readonly connection = new BulkConnection();

  constructor(
    private readonly actor: Actor,
    private readonly importId: string | null,
    private readonly options: RunOptions,
  ) {
    const resumed = options.attempt?.resumed ?? null;
    if (resumed) this.tally.resume(resumed.counts, resumed.notices, resumed.rejections);
    this.rowsBefore = resumed?.rows ?? 0;
    this.rejectionsWritten = resumed?.rejections ?? 0;
    this.done = [...(resumed?.done ?? [])];
    this.doneBefore = new Set(this.done);
    this.batch = new ImportBatch(this.upTo());
  }

  /** What is known before anything is read. */
  begin(skipped: number, refused: readonly Rejection[]): void {
    if (skipped > 0) {
      this.batch.add({
        kind: 'notice',
        notice: { code: 'file_skipped', file: '', count: skipped },
      });
    }
    for (const rejection of refused) this.batch.add({ kind: 'rejection', rejection });
  }

  /** Notes that an address of a list is done, before its row is given. */
  markDone(key: string): void {
    this.done.push(key);
  }

  /** Stores the rows of one source batch by batch. */
  async read({ format, rows, resumes = false }: RowSource): Promise<Result<void>> {
    // One batch is stored while the next is read: the database and this process work side by side.
    let storing: Promise<Result<void>> = Promise.resolve(ok(undefined));
    try {
      for await (const row of rows(this)) {
        this.rowsRead += 1;
        if (!resumes && this.rowsRead <= this.rowsBefore) continue;
        this.batch.add(row, this.upTo());
        if (this.cancelled) return await storing;
        if (!this.isDue()) continue;
        const stored = await storing;
        if (!stored.ok) return stored;
        if (this.cancelled) return ok(undefined);
        this.options.attempt?.signal.throwIfAborted();
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
    if (this.cancelled) this.batch = new ImportBatch(this.batch.upTo);
    // What was refused beforehand is written down also where nothing came after it.
    const saved = await this.flush(this.options.format);
    this.connection.close();
    if (!saved.ok) return saved;
    if (importId !== null) {
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
      this.batch = this.batch.withoutArticles();
      await this.flush(this.options.format)
        .catch((cause) => console.error('Its last refusals were lost.', cause))
        .finally(() => this.connection.close());
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

  private upTo(): ReadUpTo {
    return { rows: Math.max(this.rowsBefore, this.rowsRead), done: this.done.length };
  }

  private isDue(): boolean {
    return this.batch.isFull() || Date.now() - this.storedAt >= STORE_AFTER_MS;
  }

  private async flush(format: ImportKind): Promise<Result<void>> {
    const { batch } = this;
    this.batch = new ImportBatch(batch.upTo);
    this.storedAt = Date.now();
    const stored = batch.isEmpty() ? ok(undefined) : await this.store(format, batch);
    if (stored.ok) this.options.onProgress?.(this.tally);
    return stored;
  }

  private async store(format: ImportKind, batch: ImportBatch): Promise<Result<void>> {
    const dryRun = this.importId === null;
    const { createCodes = false } = this.options;
    const articles = batch.articles();
    if (articles.length === 0) return this.storeOrSplit(batch, null);
    const used = usedTypes(articles);
    // Articles without codings need none, and whichever the batch before had is as good.
    const codebook =
      this.codebook && used.targets.size === 0
        ? ok(this.codebook)
        : await codebookForImport(this.actor, used, { createCodes, dryRun, system: format });
    if (!codebook.ok) return codebook;
    this.codebook = codebook.value;
    this.noticeCodebook(batch, codebook.value);
    const defaultCoder = this.options.coder ?? format;
    const names = articles.flatMap(({ codings }) => namesIn(codings, defaultCoder));
    const coders =
      names.length === 0
        ? ok(new Map<string, string>())
        : await resolveCoders(this.actor, [...new Set(names)], !dryRun);
    if (!coders.ok) return coders;
    return this.storeOrSplit(batch, {
      importId: this.importId,
      codebook: codebook.value.codebook,
      coders: coders.value,
      defaultCoder,
    });
  }

  /** A batch that the database refuses is halved until the article at fault stands alone. */
  private async storeOrSplit(
    batch: ImportBatch,
    context: BatchContext | null,
  ): Promise<Result<void>> {
    let stored: Result<BatchEnd>;
    try {
      stored = await this.connection.transaction(this.actor, (tx) =>
        this.storeAndSave(tx, batch, context),
      );
    } catch (cause) {
      if (!isRefusedData(cause)) throw cause;
      const halves = batch.halves();
      if (halves === null) {
        const alone = batch.refusing(`The database refuses it: ${cause.message}.`);
        if (alone === null) throw cause;
        return this.storeOrSplit(alone, null);
      }
      const left = await this.storeOrSplit(halves[0], context);
      return left.ok ? this.storeOrSplit(halves[1], context) : left;
    }
    if (!stored.ok) return stored;
    const { tally, rejections, goesOn } = stored.value;
    this.tally.take(tally);
    this.rejectionsWritten += rejections;
    if (!goesOn) this.cancelled = true;
    return ok(undefined);
  }

  /** One batch with what it adds to the counts, and the place to go on from. */
  private async storeAndSave(
    tx: BulkTx,
    batch: ImportBatch,
    context: BatchContext | null,
  ): Promise<Result<BatchEnd>> {
    const tally = this.tally.fork();
    const rejections = batch.rejections();
    for (const notice of batch.notices()) tally.notice(notice);
    if (context !== null) {
      const outcome = await storeBatch(tx, batch.articles(), context);
      if (!outcome.ok) return outcome;
      const { counts, laterVersions, metadataChanges, unknownTypes } = outcome.value;
      tally.add(counts);
      if (laterVersions > 0) tally.notice({ code: 'later_version', count: laterVersions });
      if (metadataChanges > 0) tally.notice({ code: 'metadata_changed', count: metadataChanges });
      rejections.push(...outcome.value.rejections);
      for (const [type, count] of unknownTypes) tally.unknownType(type, count);
    }
    for (const rejection of rejections) tally.reject(rejection);
    if (this.importId === null) return ok({ tally, rejections: rejections.length, goesOn: true });
    const goesOn = await saveProgress(tx, this.importId, {
      tally,
      checkpoint: { rows: batch.upTo.rows, done: this.done.slice(0, batch.upTo.done) },
      attempt: this.options.attempt?.number ?? 0,
      rejections,
      position: this.rejectionsWritten,
    });
    return ok({ tally, rejections: rejections.length, goesOn });
  }

  /** A dry run asks anew for each batch: what it has told once it does not tell again. */
  private noticeCodebook(batch: ImportBatch, { addedPacks, addedTypes }: CodebookForImport): void {
    const fresh = (code: NoticeCode, names: readonly string[]) => {
      for (const name of names) {
        if (this.told.has(`${code} ${name}`)) continue;
        this.told.add(`${code} ${name}`);
        batch.add({ kind: 'notice', notice: { code, file: '', count: 1 } });
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
