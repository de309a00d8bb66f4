import type { KeyboardEvent } from 'react';

/** Up and down move between cards; the page's own keys (j, k, x, Delete…) work here too. */
export function onCardKeyDown(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const list = event.currentTarget.closest('ul')?.parentElement;
  const buttons = [...(list?.querySelectorAll<HTMLElement>('button[data-annotation]') ?? [])];
  const next = buttons[buttons.indexOf(event.currentTarget) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
