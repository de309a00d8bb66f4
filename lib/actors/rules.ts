import { nameKey } from '@/lib/register/rules';
import type { ActorCount, ActorDto, NamingCount, QuoteRow, SourceStats } from './schema';

/** These words alone name nobody, whatever the coder said of the naming: pronouns, by language. */
const PRONOUNS: ReadonlySet<string> = new Set(
  [
    'i you he she it we they who him her them one someone',
    'je tu il elle on nous vous ils elles qui lui leur eux celui celle',
    'ich du er sie es wir ihr wer man',
    'yo tu el ella usted nosotros ellos ellas quien quienes',
  ].flatMap((line) => line.split(' ')),
);

/** Nobody can tell from these who it is, so that their words are no name. */
const NAMELESS: ReadonlySet<string> = new Set(['role_only', 'anonymous', 'collective', 'implicit']);

/**
 * The name under which a quote counts: what the coder wrote, or the words in the text where they can
 * be a name; null for none.
 */
export function calledIn({ name, words, naming, sourceId }: QuoteRow): string | null {
  if (sourceId === null) return null;
  if (name !== null && name.trim() !== '') return name.trim();
  if (naming !== null && NAMELESS.has(naming)) return null;
  return PRONOUNS.has(nameKey(words)) ? null : words;
}

export interface Register {
  readonly byKey: ReadonlyMap<string, ActorDto>;
}

export function registerOf(actors: readonly ActorDto[]): Register {
  return {
    byKey: new Map(actors.flatMap((actor) => actor.names.map(({ key }) => [key, actor] as const))),
  };
}

/** Whether a quote is by an actor, or by a name that is not in the register. */
export function isBy(row: QuoteRow, keys: ReadonlySet<string>): boolean {
  const called = calledIn(row);
  return called !== null && keys.has(nameKey(called));
}

/** The quotes of attributions whose sources are named so; each as often as it has sources. */
export function namedSo(
  rows: readonly QuoteRow[],
  naming: 'all' | 'anonymous' | 'absent',
): readonly QuoteRow[] {
  if (naming === 'all') return rows;
  return attributionsOf(rows)
    .filter(naming === 'absent' ? isAbsent : isAnonymous)
    .flat();
}

/**
 * Who is quoted, how often, how, by whom; and how openly sources are named. An attribution with
 * several sources counts once for each of them, and once among the attributions; it is anonymous
 * where none of its sources is named and one is anonymous. Where there is no source it is absent.
 */
export function countQuotes(rows: readonly QuoteRow[], { byKey }: Register): SourceStats {
  const actors = new Map<string, Tally>();
  for (const row of rows) {
    const called = calledIn(row);
    const key = called === null ? '' : nameKey(called);
    if (called === null || key === '') continue;
    const actor = byKey.get(key);
    const id = actor?.id ?? key;
    const tally = actors.get(id) ?? new Tally(actor ?? null, key, called, row.kind);
    tally.add(row);
    actors.set(id, tally);
  }
  const all = attributionsOf(rows);
  const count = (test: (one: readonly QuoteRow[]) => boolean) => all.filter(test).length;
  return {
    attributions: all.length,
    absent: count(isAbsent),
    anonymous: count(isAnonymous),
    told: count(isTold),
    actors: [...actors.values()].map((tally) => tally.count()).sort(mostFirst),
    byPublisher: grouped(all, ({ publisher }) => publisher).sort(
      (a, b) => b.attributions - a.attributions || byName(a, b),
    ),
    byMonth: grouped(all, ({ month }) => month).sort(byName),
  };
}

/** The rows of each attribution together, in the order of the first. */
function attributionsOf(rows: readonly QuoteRow[]): QuoteRow[][] {
  const attributions = new Map<string, QuoteRow[]>();
  for (const row of rows) {
    const same = attributions.get(row.attributionId);
    if (same) same.push(row);
    else attributions.set(row.attributionId, [row]);
  }
  return [...attributions.values()];
}

class Tally {
  private quotes = 0;
  private direct = 0;
  private readonly articles = new Set<string>();
  private readonly publishers = new Set<string>();

  constructor(
    private readonly actor: ActorDto | null,
    private readonly key: string,
    private readonly name: string,
    private readonly kind: string | null,
  ) {}

  add({ quotation, articleId, publisher }: QuoteRow): void {
    this.quotes += 1;
    if (quotation === 'direct') this.direct += 1;
    this.articles.add(articleId);
    if (publisher !== null) this.publishers.add(publisher);
  }

  count(): ActorCount {
    const { actor, key, name, kind, quotes, direct } = this;
    return {
      actorId: actor?.id ?? null,
      key,
      name: actor?.name ?? name,
      kind: actor?.kind ?? kind,
      quotes,
      direct,
      articles: this.articles.size,
      publishers: this.publishers.size,
    };
  }
}

const isAbsent = (rows: readonly QuoteRow[]) => rows.every(({ sourceId }) => sourceId === null);

const isTold = (rows: readonly QuoteRow[]) => rows.some(({ naming }) => naming !== null);

function isAnonymous(rows: readonly QuoteRow[]): boolean {
  const namings = rows.map(({ naming }) => naming);
  return !namings.includes('named') && namings.includes('anonymous');
}

function grouped(
  all: readonly (readonly QuoteRow[])[],
  of: (row: QuoteRow) => string | null,
): NamingCount[] {
  const groups = new Map<string | null, Omit<NamingCount, 'name'>>();
  for (const rows of all) {
    const [first] = rows;
    if (!first) continue;
    const group = groups.get(of(first)) ?? { attributions: 0, anonymous: 0, told: 0 };
    groups.set(of(first), {
      attributions: group.attributions + 1,
      anonymous: group.anonymous + (isAnonymous(rows) ? 1 : 0),
      told: group.told + (isTold(rows) ? 1 : 0),
    });
  }
  return [...groups].map(([name, counts]) => ({ name, ...counts }));
}

function mostFirst(a: ActorCount, b: ActorCount): number {
  return b.quotes - a.quotes || (a.name < b.name ? -1 : 1);
}

/** What is not said comes last. */
function byName(a: NamingCount, b: NamingCount): number {
  if (a.name === null || b.name === null) return a.name === null ? 1 : -1;
  return a.name < b.name ? -1 : 1;
}
