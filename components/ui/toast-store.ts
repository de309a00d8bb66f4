/**
 * A tiny toast store. Not sonner: it writes its style sheet without a nonce at import, which the
 * content security policy refuses.
 */
export type ToastTone = 'neutral' | 'success' | 'error' | 'warning';

export interface ToastOptions {
  description?: string;
  /** Milliseconds on screen; errors stay until dismissed unless told otherwise. */
  duration?: number;
  action?: { label: string; onClick: () => void };
  /** A toast with the same id replaces the older one. */
  id?: string;
}

export interface ToastItem extends ToastOptions {
  id: string;
  tone: ToastTone;
  title: string;
}

type Listener = () => void;

let items: readonly ToastItem[] = [];
let counter = 0;
const listeners = new Set<Listener>();
const LIMIT = 4;

function publish(next: readonly ToastItem[]) {
  items = next;
  for (const listener of listeners) listener();
}

function show(tone: ToastTone, title: string, options: ToastOptions = {}): string {
  counter += 1;
  const id = options.id ?? `toast-${counter}`;
  publish(
    [...items.filter((item) => item.id !== id), { ...options, id, tone, title }].slice(-LIMIT),
  );
  return id;
}

/** `toast('Saved')`, `toast.success(…)`, `toast.error(…)`, `toast.dismiss(id)`; returns the id. */
export const toast = Object.assign(
  (title: string, options?: ToastOptions) => show('neutral', title, options),
  {
    success: (title: string, options?: ToastOptions) => show('success', title, options),
    error: (title: string, options?: ToastOptions) => show('error', title, options),
    warning: (title: string, options?: ToastOptions) => show('warning', title, options),
    dismiss: (id: string) => publish(items.filter((item) => item.id !== id)),
  },
);

/** The store's side for `useSyncExternalStore`. */
export const toastStore = {
  subscribe(listener: Listener) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  read: () => items,
};
