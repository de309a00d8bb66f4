import { createFinder, type Finder, placeAfter } from '@/lib/text/find';
import type { Fragment } from '@/lib/text/fragments';
import type { ReaderModel } from '../model/reader-model';
import { createSignal, type Signal } from '../model/signal';

/** What is looked for and what was found. */
interface FindState {
  readonly open: boolean;
  readonly words: string;
  readonly wholeWords: boolean;
  readonly exact: boolean;
  /** In text order; code points. */
  readonly places: readonly Fragment[];
  /** Index of the place that is shown; -1 without any. */
  readonly current: number;
  /** Counts requests to show the current place. */
  readonly shown: number;
}

const CLOSED: FindState = {
  open: false,
  words: '',
  wholeWords: false,
  exact: false,
  places: [],
  current: -1,
  shown: 0,
};

/** Find in one article. The text is folded when someone first looks for something. */
export class FindModel {
  readonly state: Signal<FindState> = createSignal<FindState>(CLOSED);
  private finder: Finder | null = null;
  /** Where the search began: the first place is the next one from here. Code points. */
  private from = 0;

  constructor(private readonly reader: ReaderModel) {}

  /** Opens the bar; words that are selected in the text are looked for. */
  open(): void {
    const selected = this.reader.selectedRange();
    this.from = this.reader.selection.get()?.anchor ?? 0;
    this.state.update((state) => ({ ...state, open: true }));
    const words = selected ? this.reader.map.slice(selected.start, selected.end) : '';
    if (selected) this.from = selected.start;
    const isPhrase = words !== '' && words.length <= 200 && !words.includes('\n');
    this.look(isPhrase ? { words } : {});
  }

  close(): void {
    this.state.update((state) => ({ ...state, open: false }));
  }

  /** Looks again with other words or another way of looking. */
  look(changed: Partial<Pick<FindState, 'words' | 'wholeWords' | 'exact'>>): void {
    const next = { ...this.state.get(), ...changed };
    this.finder ??= createFinder(this.reader.data.article.text, this.reader.map);
    const places = this.finder.find(next.words, next);
    const current = placeAfter(places, this.from);
    this.state.set({ ...next, places, current, shown: next.shown + 1 });
  }

  /** Shows the next or the previous place; after the last the first. */
  step(by: 1 | -1): void {
    const { places, current } = this.state.get();
    if (places.length === 0) return;
    const next = (current + by + places.length) % places.length;
    this.from = places[next]?.start ?? 0;
    this.state.update((state) => ({ ...state, current: next, shown: state.shown + 1 }));
  }

  get place(): Fragment | null {
    const { places, current } = this.state.get();
    return places[current] ?? null;
  }
}
