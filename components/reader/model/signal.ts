/** A value that can be watched. Setting the same value again tells nobody. */
export interface Signal<T> {
  get(): T;
  set(value: T): void;
  update(change: (value: T) => T): void;
  subscribe(listener: () => void): () => void;
}

/** `same` tells when a new value says nothing new, and so need not be told. */
export function createSignal<T>(initial: T, same: (a: T, b: T) => boolean = Object.is): Signal<T> {
  let current = initial;
  const listeners = new Set<() => void>();
  const set = (value: T) => {
    if (same(value, current)) return;
    current = value;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => current,
    set,
    update: (change) => set(change(current)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
