/** Asks the open article's find bar to open; told by an event, so that any part of the page can ask. */
export const OPEN_FIND = 'sourcemark:find';

export function openFind(): void {
  document.dispatchEvent(new Event(OPEN_FIND));
}
