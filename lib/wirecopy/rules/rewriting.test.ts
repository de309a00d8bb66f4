import { expect, it } from 'vitest';
import { diffVersions } from '@/lib/text/version-diff';
import { countRewriting } from './rewriting';

const text = (...paragraphs: string[]) => ({
  text: paragraphs.join('\n\n'),
  canonicaliser: 'sourcemark/1' as const,
});

it('counts the words that an outlet kept, cut, added and reworded', () => {
  const dispatch = text(
    'Fees for cargo ships at the Brindle docks will rise by twelve percent in May.',
    'The port authority gave no reason for it.',
    'Ship owners disagree with the port about the tariff.',
  );
  const printed = text(
    'Fees for cargo ships at the Brindle docks will climb by twelve percent in May.',
    'Our reporter waited on the quay the whole long morning.',
    'Ship owners disagree with the port about the tariff.',
  );
  expect(countRewriting(diffVersions(dispatch, printed))).toEqual({
    kept: 14 + 9,
    cut: 8,
    added: 10,
    reworded: 1,
  });
  expect(countRewriting(diffVersions(dispatch, dispatch))).toEqual({
    kept: 15 + 8 + 9,
    cut: 0,
    added: 0,
    reworded: 0,
  });
});

it('takes a paragraph that stands elsewhere for kept, once', () => {
  const [one, two, three] = [
    'The council votes on Thursday evening in the old town hall.',
    'Nobody had asked the fishermen about any of these plans before.',
    'A decision of the court is expected by the end of next week.',
  ];
  const moved = countRewriting(diffVersions(text(one, two, three), text(three, one, two)));
  expect(moved.cut).toBe(0);
  expect(moved.added).toBe(0);
  expect(moved.kept).toBe(11 + 11 + 13);
});
