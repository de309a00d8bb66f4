import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isCurrent, NAV_ITEMS, navItemsFor } from './nav-items';
import { shortcutStore } from './shortcut-store';

describe('navigation', () => {
  it.each(NAV_ITEMS.map((item) => item.segment))('leads to a page that exists: %s', (segment) => {
    const page = new URL(
      `../../app/(workspace)/projects/[projectId]/${segment}/page.tsx`,
      import.meta.url,
    );
    expect(existsSync(page)).toBe(true);
  });

  it('leads nobody to what they may not see', () => {
    const segments = (role: Parameters<typeof navItemsFor>[0]) =>
      navItemsFor(role).map(({ segment }) => segment);
    expect(segments('lead')).toContain('agreement');
    expect(segments('analyst')).not.toContain('agreement');
  });

  it('marks the page one is on, and those below it', () => {
    expect(isCurrent('/projects/p/review', 'p', 'review')).toBe(true);
    expect(isCurrent('/projects/p/review/a1', 'p', 'review')).toBe(true);
    expect(isCurrent('/projects/p/reviewers', 'p', 'review')).toBe(false);
    expect(isCurrent('/projects/q/review', 'p', 'review')).toBe(false);
  });
});

describe('keyboard help', () => {
  it('lists the sections of what is mounted', () => {
    const reading = { title: 'Reading', items: [{ keys: ['j'], label: 'Next' }] };
    const remove = shortcutStore.add(reading);
    expect(shortcutStore.read()).toEqual([reading]);
    remove();
    expect(shortcutStore.read()).toEqual([]);
  });
});
