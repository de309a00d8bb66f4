export interface ShortcutSection {
  title: string;
  /** Keep the array constant between renders (a constant, or `useMemo` on the translator). */
  items: readonly { keys: readonly string[]; label: string }[];
}

let sections: readonly ShortcutSection[] = [];
const listeners = new Set<() => void>();

function publish(next: readonly ShortcutSection[]) {
  sections = next;
  for (const listener of listeners) listener();
}

/** The sections that mounted pages have registered, in order of mounting. */
export const shortcutStore = {
  /** Adds a section; the returned function takes it away again. */
  add(section: ShortcutSection): () => void {
    publish([...sections, section]);
    return () => publish(sections.filter((other) => other !== section));
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  read: () => sections,
};
