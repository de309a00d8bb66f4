import { jaccardOf } from './rules/kinship';
import { countShared, shinglesOf } from './rules/shingles';

/** An invented dispatch of about 150 words. */
export const STORY = [
  'The bridge over the old harbour opened on Friday after eleven years of work',
  'Engineers said the steel had been tested twice because the first delivery rusted in the rain',
  'The mayor thanked nobody by name and left before the ribbon was cut by a retired ferryman',
  'Four thousand people walked across in the first hour, according to the port authority',
  'A spokeswoman for the ferry company called the toll unfair and announced an appeal',
  'The statistics office expects traffic through the tunnel to fall by a third within a year',
  'Residents of the northern quay complained that lorries now pass under their windows at night',
  'An inquiry into the cost, which tripled, is due to publish its findings in the autumn',
  'The contractor declined to comment and referred questions to its lawyers in the capital',
  'Officials promised to plant two hundred lime trees along the approach before winter',
].join('. ');

interface Planted {
  readonly articles: readonly {
    readonly id: string;
    readonly title: string;
    readonly text: string;
  }[];
  readonly twins: readonly { readonly a: string; readonly b: string; readonly jaccard: number }[];
}

/** Invented articles of 200 words, each with a twin of which up to one word in 25 was changed. */
export function plantTwins(count: number, seed = 1): Planted {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const word = () => `w${Math.floor(random() * 50_000).toString(36)}`;
  const articles: Planted['articles'][number][] = [];
  const twins: Planted['twins'][number][] = [];
  for (let at = 0; at < count; at += 1) {
    const words = Array.from({ length: 200 }, word);
    const rate = random() * 0.04;
    const [text, changed] = [words, words.map((one) => (random() < rate ? word() : one))].map(
      (list) => list.join(' '),
    );
    const [a, b] = [shinglesOf(text ?? ''), shinglesOf(changed ?? '')];
    const jaccard = jaccardOf({ shared: countShared(a, b), own: a.size, other: b.size });
    articles.push({ id: `a${at}`, title: `Story ${at}`, text: text ?? '' });
    articles.push({ id: `b${at}`, title: `Copy ${at}`, text: changed ?? '' });
    twins.push({ a: `a${at}`, b: `b${at}`, jaccard });
  }
  return { articles, twins };
}
