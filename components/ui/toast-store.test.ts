import { describe, expect, it, vi } from 'vitest';
import { toast, toastStore } from './toast-store';

describe('toasts', () => {
  it('are announced to whoever listens, replaced by id, and kept to the last four', () => {
    const listener = vi.fn();
    const stop = toastStore.subscribe(listener);
    toast.success('Saved', { id: 'save' });
    toast.error('Not saved', { id: 'save' });
    expect(toastStore.read()).toMatchObject([{ id: 'save', tone: 'error', title: 'Not saved' }]);
    for (let n = 0; n < 5; n += 1) toast(`Note ${n}`);
    expect(toastStore.read().map((item) => item.title)).toEqual([
      'Note 1',
      'Note 2',
      'Note 3',
      'Note 4',
    ]);
    expect(listener).toHaveBeenCalledTimes(7);
    stop();
    for (const { id } of toastStore.read()) toast.dismiss(id);
    expect(toastStore.read()).toEqual([]);
    expect(listener).toHaveBeenCalledTimes(7);
  });
});
