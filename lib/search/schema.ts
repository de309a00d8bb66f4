import { z } from 'zod';
import {
  type AnnotationChange,
  type AnnotationDto,
  attributesSchema,
} from '@/lib/annotations/schema';
import { MAX_QUERY_LENGTH, type QueryProblem } from './parse';

/** Articles on a page of results, and lines on a page of the concordance. */
export const PAGE_ARTICLES = 20;
export const PAGE_LINES = 300;
/** Hits shown of one article in the list; in the concordance, of one article at most. */
export const HITS_SHOWN = 5;
export const HITS_OF_ARTICLE = 100;
/** Annotations on a page of results. */
export const PAGE_ANNOTATIONS = 50;
/** Articles are counted up to this. */
export const COUNT_LIMIT = 10_000;
/** Of a frequent word's articles the newest are ranked, this many. */
export const RANKED_CANDIDATES = 1_000;
/** Places that one act may label. */
export const LABEL_LIMIT = 500;

export const SEARCH_SORTS = ['relevance', 'newest', 'oldest'] as const;
export const SEARCH_VIEWS = ['list', 'kwic'] as const;
/** Whose annotations: what coders marked, or the gold layer that adjudication made. */
export const MADE_BY = ['coders', 'gold'] as const;
/** What an article may not say of itself. */
export const UNSAID = ['publisher', 'date'] as const;
/** Where a hit may stand with regard to the annotations that the filters describe. */
export const HIT_SCOPES = ['anywhere', 'inside', 'outside'] as const;
export const REVIEW_STATES = ['unreviewed', 'accepted', 'amended', 'rejected', 'disputed'] as const;

const plain = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !text.includes('\u0000'));
/** One value or several, as an address has them; wrong ones are left out. */
const several = <T extends z.ZodType>(item: T) =>
  z
    .unknown()
    .optional()
    .transform((given) =>
      (Array.isArray(given) ? given : given === undefined ? [] : [given])
        .flatMap((value) => {
          const parsed = item.safeParse(value);
          return parsed.success ? [parsed.data] : [];
        })
        .slice(0, 50),
    );
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)));

/** What a search's address may say. Anything else in it counts as not said. */
export const searchFilterSchema = z.object({
  q: plain(MAX_QUERY_LENGTH * 2).catch(''),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .nullable()
    .catch(null),
  publisher: plain(500).min(1).nullable().catch(null),
  /** Days in UTC, both included. */
  from: day.nullable().catch(null),
  to: day.nullable().catch(null),
  code: several(plain(100).min(1)),
  layer: several(plain(100).min(1)),
  coder: several(z.uuid()),
  state: several(z.enum(REVIEW_STATES)),
  /** Key of an attribute, and a value of it; without the value, any. */
  attribute: plain(100).min(1).nullable().catch(null),
  value: plain(500).min(1).nullable().catch(null),
  by: z.enum(MADE_BY).nullable().catch(null),
  /** Only articles that do not say it. */
  unsaid: z.enum(UNSAID).nullable().catch(null),
  where: z.enum(HIT_SCOPES).catch('anywhere'),
  sort: z.enum(SEARCH_SORTS).catch('relevance'),
  view: z.enum(SEARCH_VIEWS).catch('list'),
});
export type SearchFilter = z.infer<typeof searchFilterSchema>;

/** Whether the filter says something of annotations. */
export function describesAnnotations(filter: SearchFilter): boolean {
  const { code, layer, coder, state, attribute, by } = filter;
  const chosen = code.length + layer.length + coder.length + state.length;
  return chosen > 0 || attribute !== null || by !== null;
}

/** A place that was found, in code points, with the words around it for people to read. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly left: string;
  readonly words: string;
  readonly right: string;
}

/** A piece of a title, and whether it was looked for. */
export interface TitlePart {
  readonly text: string;
  readonly isHit: boolean;
}

export interface FoundArticle {
  readonly articleId: string;
  readonly articleVersionId: string;
  readonly versionNo: number;
  readonly title: readonly TitlePart[];
  readonly publisher: string | null;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly publishedAt: string | null;
  /** All hits in the text; `hits` may hold fewer. */
  readonly hitCount: number;
  readonly hits: readonly Hit[];
}

export interface FoundAnnotation {
  readonly annotation: AnnotationDto;
  readonly articleId: string;
  readonly versionNo: number;
  readonly title: string;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  /** The first fragment's surroundings; null for a label of the whole article. */
  readonly hit: Hit | null;
}

export type SearchResults =
  | { readonly kind: 'nothing_asked' }
  | { readonly kind: 'problem'; readonly problem: QueryProblem }
  | {
      readonly kind: 'articles';
      readonly articles: readonly FoundArticle[];
      readonly total: number;
      readonly totalIsCapped: boolean;
      /** Whether only the newest of the fitting articles were ranked. */
      readonly rankedInPart: boolean;
      readonly next: string | null;
    }
  | {
      readonly kind: 'annotations';
      readonly annotations: readonly FoundAnnotation[];
      readonly total: number;
      readonly totalIsCapped: boolean;
      readonly next: string | null;
    };

/** What the filters offer. */
export interface SearchChoices {
  readonly languages: readonly string[];
  readonly publishers: readonly string[];
  readonly coders: readonly { readonly id: string; readonly name: string }[];
}

export interface SearchPage {
  readonly results: SearchResults;
  readonly choices: SearchChoices;
  /** Article versions that are not indexed yet, counted up to a limit. */
  readonly waiting: number;
  readonly lastBatch: LastBatch | null;
}

// Labelling what was found.

const placeSchema = z
  .object({
    articleVersionId: z.uuid(),
    start: z.int().nonnegative(),
    end: z.int().positive(),
  })
  .refine((place) => place.start < place.end);
/** A place in an article version, in code points. */
export type Place = z.infer<typeof placeSchema>;

const places = z.array(placeSchema).min(1).max(LABEL_LIMIT);

export const findPlacesSchema = z.object({ projectId: z.uuid(), filter: searchFilterSchema });
export const previewLabelsSchema = z.object({
  projectId: z.uuid(),
  codeKey: z.string().min(1).max(100),
  places,
});
export const labelPlacesSchema = previewLabelsSchema.extend({
  attributes: attributesSchema.default({}),
  idempotencyKey: z.string().min(8).max(100),
});
export const undoLabelsSchema = z.object({
  projectId: z.uuid(),
  batchId: z.uuid(),
  idempotencyKey: z.string().min(8).max(100),
});

/** Why a place is passed over: the code stands there already, or one's coding is handed in. */
export type PlaceState = 'new' | 'labelled' | 'submitted' | 'gone';

export interface PreviewedPlace extends Place {
  readonly articleId: string;
  readonly title: string;
  readonly direction: 'ltr' | 'rtl';
  readonly language: string | null;
  readonly hit: Hit;
  readonly state: PlaceState;
}

export interface FoundPlaces {
  readonly places: readonly Place[];
  /** There are more than one act may label. */
  readonly isCapped: boolean;
}

export interface LabelledPlaces {
  readonly batchId: string;
  readonly created: number;
  readonly articles: number;
  /** By reason. */
  readonly skipped: Readonly<Record<Exclude<PlaceState, 'new'>, number>>;
  /** For a page that shows the article; null when there were several. */
  readonly change: AnnotationChange | null;
}

export interface UnlabelledPlaces {
  readonly removed: number;
  /** Left as they are, because someone changed them since, or the coding was handed in. */
  readonly kept: readonly {
    readonly articleId: string;
    readonly title: string;
    readonly words: string;
    readonly reason: 'changed' | 'submitted';
  }[];
  readonly change: AnnotationChange | null;
}

/** The person's last act of labelling many places, while it can be taken back. */
export interface LastBatch {
  readonly batchId: string;
  readonly codeKey: string;
  readonly created: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}
