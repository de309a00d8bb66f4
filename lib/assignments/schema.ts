import { z } from 'zod';

/** Until when a coder does not see colleagues' work on an article (see `BlindMode` in the schema). */
export const BLIND_MODES = ['open', 'own', 'all'] as const;
export type BlindMode = (typeof BLIND_MODES)[number];

export const ASSIGNMENT_STATES = ['assigned', 'started', 'submitted', 'withdrawn'] as const;
export type AssignmentState = (typeof ASSIGNMENT_STATES)[number];

export const ASSIGNMENT_ORIGINS = ['hand', 'round_robin', 'next'] as const;
export type AssignmentOrigin = (typeof ASSIGNMENT_ORIGINS)[number];

/** Most coders that one article is given to; the database says the same. */
export const MOST_CODERS = 20;
/** Most articles that one act gives out. */
export const MOST_ARTICLES = 5000;

const projectId = z.uuid();
const dueOn = z.iso.date().nullable();
const percent = z.int().min(0).max(100);
const kind = z.string().trim().min(1).max(200).nullable();

/** Some articles to some coders, all to each. */
export const assignSchema = z.object({
  projectId,
  articleIds: z.array(z.uuid()).min(1).max(1000),
  coderIds: z.array(z.uuid()).min(1).max(MOST_CODERS),
  dueOn,
});
export type AssignInput = z.output<typeof assignSchema>;

/**
 * Which articles are shared out among whom. `language` and `publisher` choose articles (null: any;
 * `und`: without one); `balance` deals each language or publisher out evenly by itself.
 */
export const planSchema = z.object({
  projectId,
  coderIds: z.array(z.uuid()).min(1).max(50),
  language: kind,
  publisher: kind,
  limit: z.int().min(1).max(MOST_ARTICLES),
  /** Percent of the articles that several coders code. */
  overlap: percent,
  /** How many code each of those. */
  codersEach: z.int().min(2).max(MOST_CODERS),
  balance: z.enum(['none', 'language', 'publisher']),
  seed: z.int().min(0).max(0xffff_ffff),
  dueOn,
});
export type PlanInput = z.output<typeof planSchema>;

/** A plan that somebody has looked at: `fingerprint` is the preview's. */
export const applyPlanSchema = planSchema.extend({ fingerprint: z.string().length(64) });

export const moveSchema = z.object({
  projectId,
  assignmentId: z.uuid(),
  coderId: z.uuid(),
});

export const withdrawSchema = z.object({
  projectId,
  assignmentIds: z.array(z.uuid()).min(1).max(1000),
});

export const dueSchema = withdrawSchema.extend({ dueOn });

export const reopenSchema = z.object({
  projectId,
  assignmentId: z.uuid(),
  reason: z.string().trim().min(1, 'Say why.').max(2000),
});

/** What "next article" gives out when nothing that is assigned is left. */
export const queueSchema = z.object({
  overlap: percent,
  codersEach: z.int().min(2).max(MOST_CODERS),
  language: kind,
  publisher: kind,
  /** Days from taking an article to its due date; null: none. */
  dueDays: z.int().min(1).max(365).nullable(),
});
export type Queue = z.output<typeof queueSchema>;

export const settingsSchema = z.object({
  projectId,
  blind: z.enum(BLIND_MODES),
  queue: queueSchema.nullable(),
});

/** Null: as the project has it. */
export const articleBlindSchema = z.object({
  projectId,
  articleIds: z.array(z.uuid()).min(1).max(1000),
  blind: z.enum(BLIND_MODES).nullable(),
});

/** `after`: the article that the person is done with for now. */
export const nextSchema = z.object({ projectId, after: z.uuid().nullable().default(null) });

export interface SettingsDto {
  readonly blind: BlindMode;
  readonly queue: Queue | null;
}

/** A member who may be given articles. */
export interface CoderDto {
  readonly id: string;
  readonly name: string;
  /** Assignments that are not handed in. */
  readonly open: number;
  readonly started: number;
  readonly submitted: number;
  readonly overdue: number;
}

/** What a plan would do. */
export interface PlanPreview {
  readonly articles: number;
  readonly shared: number;
  readonly assignments: number;
  /** Articles that would get fewer coders than wanted, as too few of the chosen may code them. */
  readonly short: number;
  readonly coders: readonly {
    readonly id: string;
    readonly name: string;
    readonly given: number;
    readonly load: number;
  }[];
  /** The first articles, to look at. */
  readonly sample: readonly { readonly title: string; readonly coders: readonly string[] }[];
  readonly fingerprint: string;
}

/** An assignment as the board shows it. */
export interface AssignmentDto {
  readonly id: string;
  readonly coderId: string;
  readonly coderName: string;
  readonly state: AssignmentState;
  readonly origin: AssignmentOrigin;
  /** YYYY-MM-DD. */
  readonly dueOn: string | null;
  readonly overdue: boolean;
}

export interface BoardRow {
  readonly articleId: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  /** The article's own; null: the project's. */
  readonly blind: BlindMode | null;
  readonly wanted: number;
  readonly assignments: readonly AssignmentDto[];
}

export const BOARD_PAGE = 50;
export const BOARD_VIEWS = ['all', 'open', 'overdue', 'short', 'done'] as const;
export type BoardView = (typeof BOARD_VIEWS)[number];

export const boardSearchSchema = z.object({
  view: z.enum(BOARD_VIEWS).catch('all').default('all'),
  coder: z.uuid().nullish().catch(null).default(null),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});

export interface BoardDto {
  readonly settings: SettingsDto;
  readonly coders: readonly CoderDto[];
  readonly totals: {
    readonly articles: number;
    readonly given: number;
    readonly done: number;
    /** Articles that several were to code, and how many of them are handed in by all. */
    readonly shared: number;
    readonly sharedDone: number;
  };
  readonly rows: readonly BoardRow[];
  readonly total: number;
  readonly languages: readonly string[];
  readonly publishers: readonly string[];
}

/** One of the acting person's own assignments. */
export interface OwnAssignment {
  readonly articleId: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl';
  readonly state: 'assigned' | 'started' | 'submitted';
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly blind: BlindMode;
}

export interface OwnWork {
  readonly open: readonly OwnAssignment[];
  readonly submitted: number;
  /** Whether "next article" may give out more than is assigned. */
  readonly hasQueue: boolean;
}

/** How an article is given out, as far as the acting person may know it. */
export interface ArticleBlindness {
  readonly mode: BlindMode;
  /** Whether colleagues' work on it is hidden from them now. */
  readonly hidden: boolean;
}

/** Until when colleagues' work is hidden, if it is. */
export function hiddenMode(blindness: ArticleBlindness | undefined): 'own' | 'all' | undefined {
  return blindness?.hidden && blindness.mode !== 'open' ? blindness.mode : undefined;
}
