/** Where an annotation stands in the list: its first character, its last, then its id (UUIDv7: age). */
export interface OrderKey {
  readonly id: string;
  /** Code points; -1 for what belongs to the whole article. */
  readonly start: number;
  readonly end: number;
}

/** Text order: by start, the longer first, then by age. */
export function compareInText(a: OrderKey, b: OrderKey): number {
  if (a.start !== b.start) return a.start - b.start;
  if (a.end !== b.end) return b.end - a.end;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A list kept in text order under single changes: bisect and splice, never sorted again. */
export class TextOrder {
  private readonly keys: OrderKey[];
  private readonly known = new Map<string, OrderKey>();

  constructor(keys: Iterable<OrderKey>) {
    this.keys = [...keys].sort(compareInText);
    for (const key of this.keys) this.known.set(key.id, key);
  }

  get all(): readonly OrderKey[] {
    return this.keys;
  }

  keyOf(id: string): OrderKey | undefined {
    return this.known.get(id);
  }

  set(key: OrderKey): void {
    const known = this.known.get(key.id);
    if (known && compareInText(known, key) === 0) return;
    this.delete(key.id);
    this.keys.splice(this.indexFor(key), 0, key);
    this.known.set(key.id, key);
  }

  delete(id: string): void {
    const key = this.known.get(id);
    if (!key) return;
    this.keys.splice(this.indexFor(key), 1);
    this.known.delete(id);
  }

  /** Index of the first entry that starts at or after the offset; the length without one. */
  firstAt(offset: number): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private indexFor(key: OrderKey): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.keys[middle];
      if (other && compareInText(other, key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
