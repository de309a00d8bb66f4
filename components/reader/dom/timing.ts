/** Marks on the browser's performance timeline: what the bench and the browser's own tools read. */
const MOUNT = 'reader:mount';
const PAINTED = 'reader:painted';

/** The reader begins: called where its model is made, in the browser only. */
export function markMount(): void {
  if (typeof window === 'undefined') return;
  performance.clearMarks(MOUNT);
  performance.clearMarks(PAINTED);
  performance.mark(MOUNT);
}

/** The text is whole and its highlights are registered: marks the frame that shows them, once. */
export function markPainted(): void {
  if (performance.getEntriesByName(PAINTED).length > 0) return;
  requestAnimationFrame(() => {
    // The first task after a frame's callbacks runs when that frame has been painted.
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      if (performance.getEntriesByName(PAINTED).length === 0) performance.mark(PAINTED);
    };
    channel.port2.postMessage(null);
  });
}
