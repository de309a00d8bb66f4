import type { Attributes } from '@/lib/annotations/schema';
import type { Words } from './locate';
import type { DemoCoder } from './script';

export type DemoReviewer = DemoCoder | 'lead';

/** Which annotation of whose coding. */
interface Target {
  readonly by: DemoReviewer;
  readonly of: DemoCoder;
  readonly article: string;
  readonly key: string;
}

export type DemoReview = Target &
  (
    | { readonly move: 'accept' | 'resolve' }
    | { readonly move: 'reject' | 'ask' | 'contest' | 'reply'; readonly words: string }
    | {
        readonly move: 'amend';
        readonly reason: string;
        readonly code?: string;
        readonly passage?: { readonly words: Words; readonly within?: string };
        readonly attributes?: Attributes;
      }
  );

const wire = 'meridian-grain-quay';
const enquete = 'echo-enquete';
const islander = 'islander-pictures';

/** What the lead and the analysts did with each other’s work, in order. */
export const demoReviews: readonly DemoReview[] = [
  { by: 'lead', of: 'ana', article: wire, key: 'warning', move: 'accept' },
  { by: 'lead', of: 'ana', article: wire, key: 'filters', move: 'accept' },
  { by: 'lead', of: 'ana', article: wire, key: 'serviced', move: 'accept' },
  { by: 'lead', of: 'ben', article: wire, key: 'warning', move: 'accept' },
  { by: 'ana', of: 'ben', article: wire, key: 'register', move: 'accept' },
  { by: 'ben', of: 'ana', article: wire, key: 'claim-forty', move: 'accept' },
  {
    by: 'lead',
    of: 'ana',
    article: wire,
    key: 'varn/content',
    move: 'amend',
    passage: {
      words:
        'an inquiry would begin “tomorrow, not next week”, and that whoever had neglected the rules would answer for it in court',
    },
    reason: 'The first “that” belongs to neither the content nor the cue; leave it out.',
  },
  {
    by: 'lead',
    of: 'ana',
    article: wire,
    key: 'court',
    move: 'reject',
    words:
      'No offence is described here, only that somebody may be sued. I would leave it unframed.',
  },
  {
    by: 'ana',
    of: 'ana',
    article: wire,
    key: 'court',
    move: 'contest',
    words: 'The minister threatens with a court for neglecting rules; the manual lists “trial”.',
  },
  {
    by: 'lead',
    of: 'ana',
    article: wire,
    key: 'court',
    move: 'reply',
    words: 'Fair point. Let us take it up on Thursday with Ben’s label of the whole article.',
  },
  {
    by: 'lead',
    of: 'ben',
    article: wire,
    key: 'denied/content',
    move: 'reject',
    words:
      'A pronoun is no content: mark the denied statement itself, or leave the attribution out.',
  },
  {
    by: 'lead',
    of: 'ben',
    article: wire,
    key: 'tonnes',
    move: 'amend',
    code: 'morality',
    reason: 'The memo is a good argument, but the sentence is about what people owe each other.',
  },
  {
    by: 'lead',
    of: 'ben',
    article: wire,
    key: 'primary',
    move: 'ask',
    words: 'Ana has Health and safety as the primary frame. Which paragraph decided it for you?',
  },
  {
    by: 'ben',
    of: 'ben',
    article: wire,
    key: 'primary',
    move: 'reply',
    words: 'The third and the seventh: who neglected what, and that they will answer for it.',
  },
  { by: 'lead', of: 'ana', article: enquete, key: 'meridian', move: 'accept' },
  { by: 'lead', of: 'ana', article: enquete, key: 'ministre', move: 'accept' },
  {
    by: 'lead',
    of: 'ana',
    article: enquete,
    key: 'tonnes/cue',
    move: 'amend',
    attributes: { cue_kind: 'reporting_verb', cue_stance: 'neutral' },
    reason: '« Résume » condense sans cautionner : neutre.',
  },
  {
    by: 'lead',
    of: 'ben',
    article: enquete,
    key: 'communique/cue',
    move: 'amend',
    attributes: { cue_kind: 'according_to', cue_stance: 'hedged' },
    reason: 'Le conditionnel « aurait été fait » marque la distance.',
  },
  {
    by: 'lead',
    of: 'ben',
    article: 'almarsa-raseef',
    key: 'warning',
    move: 'ask',
    words: 'The verb «وأضافت» carries its subject. Is the source absent here, or implicit?',
  },
  { by: 'lead', of: 'ben', article: 'almarsa-raseef', key: 'bread', move: 'accept' },
  { by: 'lead', of: 'ben', article: 'almarsa-raseef', key: 'third', move: 'accept' },
  { by: 'ana', of: 'ben', article: islander, key: 'pictures', move: 'accept' },
  {
    by: 'ana',
    of: 'ben',
    article: islander,
    key: 'tide/content',
    move: 'amend',
    passage: {
      words: '“My grandmother wrote x̱ǫ́m̃ on the wall each morning, high or low,”',
    },
    reason: 'A direct quotation is marked with its quotation marks.',
  },
  {
    by: 'lead',
    of: 'ana',
    article: islander,
    key: 'title',
    move: 'ask',
    words: 'The headline of our article is another one. Is this the scope “headline”?',
  },
  {
    by: 'ana',
    of: 'ana',
    article: islander,
    key: 'title',
    move: 'reply',
    words: 'No, it is the petition’s title. I shall change it to “span”.',
  },
  { by: 'lead', of: 'ana', article: islander, key: 'title', move: 'resolve' },
];
