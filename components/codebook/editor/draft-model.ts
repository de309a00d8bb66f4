import { draftEditsAction, saveDraftAction, undoDraftAction } from '@/lib/codebook/draft/actions';
import { applyEdit, applyEdits } from '@/lib/codebook/draft/edits';
import type { Draft, DraftDto, Edit, EditConflict, Saved } from '@/lib/codebook/draft/schema';
import type { AppError } from '@/lib/result/app-error';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'conflict' | 'failed';

export interface DraftView {
  readonly draft: Draft;
  readonly revision: number;
  readonly state: SaveState;
  readonly canUndo: boolean;
  /** The first edit that met somebody else's. */
  readonly conflict: EditConflict | null;
  readonly error: string | null;
  /** Who edited last, when that was somebody else. */
  readonly others: string | null;
}

const PAUSE_MS = 500;

function samePlace(a: Edit | undefined, b: Edit): boolean {
  return (
    a?.kind === 'set' &&
    b.kind === 'set' &&
    a.list === b.list &&
    a.id === b.id &&
    a.field === b.field &&
    a.language === b.language
  );
}

/**
 * The draft in the browser: what the server has, and what is not saved yet on top of it. Edits are
 * saved half a second after the last one; edits of others come with each answer. Of two people who
 * change the same thing, the second is asked.
 */
export class DraftModel {
  private view: DraftView;
  private server: Draft;
  private pending: Edit[] = [];
  private sending = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly projectId: string,
    private readonly dto: DraftDto,
  ) {
    this.server = dto.draft;
    this.view = {
      draft: dto.draft,
      revision: dto.revision,
      state: 'saved',
      canUndo: dto.canUndo,
      conflict: null,
      error: null,
      others: null,
    };
  }

  readonly read = (): DraftView => this.view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Applies edits at once and saves them after a pause in typing. */
  edit(edits: readonly Edit[]): void {
    if (edits.length === 0) return;
    const next = applyEdits(this.view.draft, edits);
    if (!next.ok) {
      this.show({ error: next.error.userMessage });
      return;
    }
    for (const edit of edits) {
      const last = this.pending.at(-1);
      if (!this.sending && samePlace(last, edit) && last?.kind === 'set' && edit.kind === 'set') {
        this.pending[this.pending.length - 1] = { ...edit, before: last.before };
      } else this.pending.push(edit);
    }
    this.show({ draft: next.value, state: 'waiting', error: null });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Saves what waits; resolves when nothing does any more or it cannot be saved. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.sending || this.view.conflict !== null || this.pending.length === 0) return;
    this.sending = true;
    // A copy: typing goes on while this is on its way.
    const edits = [...this.pending];
    this.show({ state: 'saving' });
    const saved = await saveDraftAction({ ...this.ref(), edits }).catch((cause: unknown) => ({
      ok: false as const,
      error: { code: 'unavailable', userMessage: String(cause) } as AppError,
    }));
    this.sending = false;
    if (saved.ok) {
      this.pending = this.pending.slice(edits.length);
      this.take(saved.value);
      if (this.pending.length > 0) await this.flush();
      return;
    }
    if (saved.error.code === 'stale_version') {
      this.show({ state: 'conflict', conflict: saved.error.details as EditConflict });
      await this.catchUp();
      return;
    }
    this.show({ state: 'failed', error: saved.error.userMessage });
  }

  /** Fetches what others did; for when the page comes back into view. */
  async catchUp(): Promise<void> {
    if (this.sending) return;
    const since = await draftEditsAction(this.ref()).catch(() => null);
    if (since?.ok) this.take(since.value);
    else if (since && !since.ok) this.show({ state: 'failed', error: since.error.userMessage });
  }

  /** Answers the question of a conflict: one's own text over the other's, or the other's. */
  resolve(choice: 'mine' | 'theirs'): void {
    const { conflict } = this.view;
    if (conflict === null) return;
    const at = this.pending.findIndex(
      (edit) => JSON.stringify(edit) === JSON.stringify(conflict.edit),
    );
    const edit = this.pending[at];
    if (edit !== undefined) {
      const rewritten = choice === 'mine' && 'before' in edit;
      const now = rewritten ? ({ ...edit, before: conflict.theirs } as Edit) : undefined;
      this.pending.splice(at, 1, ...(now === undefined ? [] : [now]));
    }
    this.show({ conflict: null, state: this.pending.length > 0 ? 'waiting' : 'saved' });
    this.rebuild();
    void this.flush();
  }

  async undo(): Promise<void> {
    await this.flush();
    if (this.view.state !== 'saved') return;
    const undone = await undoDraftAction(this.ref());
    if (undone.ok) this.take(undone.value);
    else {
      if (undone.error.code === 'stale_version') await this.catchUp();
      this.show({ error: undone.error.userMessage });
    }
  }

  private ref() {
    return {
      projectId: this.projectId,
      draftId: this.dto.draftId,
      seen: this.view.revision,
    };
  }
  private take({ since, revision, canUndo }: Saved): void {
    for (const { revision: number, edits } of since) {
      if (number <= this.view.revision) continue;
      const next = applyEdits(this.server, edits);
      if (!next.ok) throw new Error('the server applied an edit that does not apply here');
      this.server = next.value;
    }
    const others = since.findLast((one) => !one.own)?.authorName ?? this.view.others;
    this.show({ revision, canUndo, others });
    this.rebuild();
  }

  /** What is not saved yet, on top of what the server has. What no longer fits waits to be asked about. */
  private rebuild(): void {
    let draft = this.server;
    for (const edit of this.pending) {
      const next = applyEdit(draft, edit);
      if (next.ok) draft = next.value;
    }
    const state =
      this.view.conflict !== null ? 'conflict' : this.pending.length > 0 ? 'waiting' : 'saved';
    this.show({ draft, state });
  }

  private show(change: Partial<DraftView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}
