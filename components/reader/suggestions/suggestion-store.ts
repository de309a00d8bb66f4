import { v7 as uuidv7 } from 'uuid';
import type { AnnotationChange } from '@/lib/annotations/schema';
import type { Result } from '@/lib/result/result';
import type {
  AcceptSuggestion,
  AskAnswer,
  AskedProvider,
  AskSuggestions,
  Proposal,
  RejectSuggestion,
  SuggestionDto,
  SuggestionsDto,
} from '@/lib/suggestions/schema';
import { createSignal, type Signal } from '../model/signal';

/** The server's doors; a failure to reach it throws. */
export interface SuggestionTransport {
  read(input: { projectId: string; articleVersionId: string }): Promise<Result<SuggestionsDto>>;
  ask(input: AskSuggestions): Promise<Result<AskAnswer>>;
  accept(input: AcceptSuggestion): Promise<Result<AnnotationChange>>;
  reject(input: RejectSuggestion): Promise<Result<SuggestionsDto>>;
}

/** Which suggestions are shown. */
export interface SuggestionFilter {
  /** A provider's key; null for all. */
  readonly origin: string | null;
  /** Lowest score, 0 to 1. */
  readonly threshold: number;
}

type Busy = 'reading' | 'asking' | 'deciding' | null;

/** Suggestions for one article version as the page handles them. They are no annotations. */
export class SuggestionStore {
  /** Null until they were read. */
  readonly data: Signal<SuggestionsDto | null> = createSignal<SuggestionsDto | null>(null);
  readonly asked: Signal<readonly AskedProvider[] | null> = createSignal<
    readonly AskedProvider[] | null
  >(null);
  readonly busy: Signal<Busy> = createSignal<Busy>(null);
  /** What went wrong last, in words for the person; `offline` when the server was not reached. */
  readonly failure: Signal<string | null> = createSignal<string | null>(null);
  readonly filter: Signal<SuggestionFilter> = createSignal<SuggestionFilter>({
    origin: null,
    threshold: 0,
  });
  readonly active: Signal<string | null> = createSignal<string | null>(null);
  /** The suggestion that is being changed before it is accepted. */
  readonly changing: Signal<string | null> = createSignal<string | null>(null);
  /** A repeat after a lost answer carries the same ids, and counts once. */
  private readonly tickets = new Map<string, { annotationId: string; idempotencyKey: string }>();

  constructor(
    private readonly place: { readonly projectId: string; readonly articleVersionId: string },
    private readonly transport: SuggestionTransport,
  ) {}

  /** Those that pass the filter, in text order. */
  shown(): readonly SuggestionDto[] {
    const { origin, threshold } = this.filter.get();
    return (this.data.get()?.offered ?? []).filter(
      (one) => (origin === null || one.origin === origin) && one.score >= threshold,
    );
  }

  async read(): Promise<void> {
    const answer = await this.call('reading', () => this.transport.read(this.place));
    if (answer) this.data.set(answer);
  }

  /** Asks the providers for more. Answers whether they could be asked. */
  async ask(): Promise<boolean> {
    const answer = await this.call('asking', () => this.transport.ask(this.place));
    if (!answer) return false;
    this.asked.set(answer.asked);
    this.data.set(answer.suggestions);
    this.keepActive();
    return true;
  }

  /** Makes the suggestion an annotation. Null when it was refused; `failure` says why. */
  async accept(id: string, proposal?: Proposal): Promise<AnnotationChange | null> {
    const change = await this.call('deciding', () =>
      this.transport.accept({
        ...this.place,
        ...this.ticketFor(proposal ? `${id} ${JSON.stringify(proposal)}` : id),
        suggestionId: id,
        ...(proposal ? { proposal } : {}),
      }),
    );
    if (!change) return null;
    this.step(1);
    const outcome = proposal ? ('changed' as const) : ('accepted' as const);
    this.data.update((data) =>
      data
        ? {
            ...data,
            offered: data.offered.filter((one) => one.id !== id),
            decided: { ...data.decided, [outcome]: data.decided[outcome] + 1 },
          }
        : data,
    );
    this.keepActive();
    return change;
  }

  async reject(id: string): Promise<boolean> {
    const { idempotencyKey } = this.ticketFor(`no ${id}`);
    const answer = await this.call('deciding', () =>
      this.transport.reject({ ...this.place, suggestionId: id, idempotencyKey }),
    );
    if (!answer) return false;
    this.step(1);
    this.data.set(answer);
    this.keepActive();
    return true;
  }

  /** Moves to the next or previous shown suggestion, round the end. */
  step(direction: 1 | -1): void {
    const shown = this.shown();
    if (shown.length === 0) {
      this.active.set(null);
      return;
    }
    const at = shown.findIndex(({ id }) => id === this.active.get());
    const next = at < 0 && direction < 0 ? shown.length - 1 : at + direction;
    this.active.set(shown[(next + shown.length) % shown.length]?.id ?? null);
  }

  /** The active one must be among those shown. */
  private keepActive(): void {
    const shown = this.shown();
    this.changing.set(null);
    if (!shown.some(({ id }) => id === this.active.get())) this.active.set(shown[0]?.id ?? null);
  }

  private ticketFor(what: string) {
    const known = this.tickets.get(what);
    if (known) return known;
    const made = { annotationId: uuidv7(), idempotencyKey: uuidv7() };
    this.tickets.set(what, made);
    return made;
  }

  private async call<T>(busy: Busy, work: () => Promise<Result<T>>): Promise<T | null> {
    if (this.busy.get() !== null) return null;
    this.busy.set(busy);
    this.failure.set(null);
    try {
      const result = await work();
      if (result.ok) return result.value;
      this.failure.set(result.error.userMessage);
    } catch (cause) {
      // An action whose request does not get through throws.
      console.warn('The server was not reached.', cause);
      this.failure.set('offline');
    } finally {
      this.busy.set(null);
    }
    return null;
  }
}
