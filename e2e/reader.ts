import { expect, type Locator, type Page } from '@playwright/test';

/** The article page as a person handles it. */
export class ReaderPage {
  readonly text: Locator;
  readonly cards: Locator;
  readonly palette: Locator;
  readonly toolbar: Locator;

  constructor(readonly page: Page) {
    this.text = page.getByRole('article', { name: 'Article text' });
    this.cards = page
      .getByRole('list', { name: 'Annotations in text order' })
      .locator('button[data-annotation]');
    this.palette = page.getByRole('region', { name: 'Codes', exact: true });
    this.toolbar = page.getByRole('toolbar', { name: 'Coding' });
  }

  /** Opens the queue and the article of that title from it. */
  async open(projectId: string, title: string): Promise<void> {
    await this.page.goto(`/projects/${projectId}/articles`);
    await this.page.getByRole('link', { name: title }).first().click();
    await this.ready();
  }

  /** The page takes keys and the pointer: its queue of unsent work has been read. */
  async ready(): Promise<void> {
    await expect(this.text).toBeVisible();
    await this.saved();
  }

  async saved(): Promise<void> {
    await expect(this.toolbar.locator('[data-save-state]')).toHaveAttribute(
      'data-save-state',
      'saved',
    );
  }

  /** Drags the mouse over the words, from before the first to behind the last. */
  async selectByMouse(quote: string): Promise<void> {
    const ends = await this.text.evaluate((root, words) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node.textContent ?? '').indexOf(words);
        if (at < 0) continue;
        node.parentElement?.scrollIntoView({ block: 'center' });
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
        const first = boxes[0];
        const last = boxes[boxes.length - 1];
        if (!first || !last) return null;
        const rtl = getComputedStyle(root).direction === 'rtl';
        return {
          from: { x: rtl ? first.right - 1 : first.left + 1, y: first.top + first.height / 2 },
          to: { x: rtl ? last.left + 1 : last.right - 1, y: last.top + last.height / 2 },
        };
      }
      return null;
    }, quote);
    if (!ends) throw new Error(`the text does not hold “${quote}”`);
    await this.page.mouse.move(ends.from.x, ends.from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((ends.from.x + ends.to.x) / 2, ends.to.y, { steps: 4 });
    await this.page.mouse.move(ends.to.x, ends.to.y, { steps: 4 });
    await this.page.mouse.up();
    await expect(this.palette).toBeVisible();
  }

  /** Selects and presses the code's letter: a label in one key after selecting. */
  async label(quote: string, letter: string): Promise<void> {
    await this.selectByMouse(quote);
    await this.page.keyboard.press(letter);
    await expect(this.palette).toBeHidden();
  }

  card(words: string | RegExp): Locator {
    return this.cards.filter({ hasText: words });
  }
}
