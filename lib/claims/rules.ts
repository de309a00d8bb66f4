import { nameKey } from '@/lib/register/rules';
import type { Assertion, ClaimCount, ClaimDto, ClaimStats, GroupCount, Verdict } from './schema';

/** The sentence under which an assertion counts: the coder's, else the words in the text. */
export function wordingOf({ normalised, words }: Pick<Assertion, 'normalised' | 'words'>): string {
  const said = normalised?.trim() ?? '';
  return said === '' ? words : said;
}

/** Claims by the keys of their wordings. */
export function byWording(claims: readonly ClaimDto[]): ReadonlyMap<string, ClaimDto> {
  return new Map(claims.flatMap((claim) => claim.names.map(({ key }) => [key, claim] as const)));
}

/** Whether an assertion is worded in one of these ways. */
export function isWorded(row: Assertion, keys: ReadonlySet<string>): boolean {
  return keys.has(nameKey(wordingOf(row)));
}

/**
 * What is claimed how often, where and in whose voice. `verdicts` are the present ratings by claim. A
 * claim of the register counts also where nobody asserts it, unless only some articles are asked for.
 */
export function countClaims(
  rows: readonly Assertion[],
  claims: readonly ClaimDto[],
  verdicts: ReadonlyMap<string, string>,
  withUnasserted: boolean,
): ClaimStats {
  const known = byWording(claims);
  const tallies = new Map<string, Tally>();
  const idOf = (row: Assertion) => {
    const key = nameKey(wordingOf(row));
    return known.get(key)?.id ?? key;
  };
  if (withUnasserted) {
    for (const claim of claims) tallies.set(claim.id, new Tally(claim, '', claim.name));
  }
  for (const row of rows) {
    const key = nameKey(wordingOf(row));
    const claim = known.get(key) ?? null;
    const id = claim?.id ?? key;
    const tally = tallies.get(id) ?? new Tally(claim, key, wordingOf(row));
    tally.add(row);
    tallies.set(id, tally);
  }
  return {
    assertions: rows.length,
    ...voices(rows),
    claims: [...tallies.values()]
      .map((tally) => tally.count(verdicts))
      .sort((a, b) => b.assertions - a.assertions || (a.name < b.name ? -1 : 1)),
    byPublisher: grouped(rows, ({ publisher }) => publisher, idOf).sort(
      (a, b) => b.assertions - a.assertions || byName(a, b),
    ),
    byMonth: grouped(rows, monthOf, idOf).sort(byName),
  };
}

/** The rating that stands: of the last verdict, unless that took the one before back. */
export function standingVerdict(newestFirst: readonly Verdict[]): Verdict | null {
  const [last] = newestFirst;
  return last === undefined || last.rating === null ? null : last;
}

/** `2026-11`, UTC. */
function monthOf({ publishedAt }: Assertion): string | null {
  return publishedAt?.slice(0, 7) ?? null;
}

function voices(rows: readonly Assertion[]): { outlet: number; quoted: number } {
  return {
    outlet: rows.filter(({ voice }) => voice === 'outlet').length,
    quoted: rows.filter(({ voice }) => voice === 'quoted_source').length,
  };
}

class Tally {
  private readonly rows: Assertion[] = [];

  constructor(
    private readonly claim: ClaimDto | null,
    private readonly key: string,
    private readonly name: string,
  ) {}

  add(row: Assertion): void {
    this.rows.push(row);
  }

  count(verdicts: ReadonlyMap<string, string>): ClaimCount {
    const { claim, rows } = this;
    const days = rows.flatMap(({ publishedAt }) => publishedAt?.slice(0, 10) ?? []).toSorted();
    return {
      claimId: claim?.id ?? null,
      key: this.key,
      name: claim?.name ?? this.name,
      assertions: rows.length,
      ...voices(rows),
      articles: new Set(rows.map(({ articleId }) => articleId)).size,
      publishers: new Set(rows.flatMap(({ publisher }) => publisher ?? [])).size,
      first: days[0] ?? null,
      last: days.at(-1) ?? null,
      verdict: (claim && verdicts.get(claim.id)) ?? null,
    };
  }
}

function grouped(
  rows: readonly Assertion[],
  of: (row: Assertion) => string | null,
  idOf: (row: Assertion) => string,
): GroupCount[] {
  const groups = new Map<string | null, Assertion[]>();
  for (const row of rows) {
    const group = groups.get(of(row));
    if (group) group.push(row);
    else groups.set(of(row), [row]);
  }
  return [...groups].map(([name, group]) => ({
    name,
    assertions: group.length,
    ...voices(group),
    claims: new Set(group.map(idOf)).size,
  }));
}

/** What is not said comes last. */
function byName(a: GroupCount, b: GroupCount): number {
  if (a.name === null || b.name === null) return a.name === null ? 1 : -1;
  return a.name < b.name ? -1 : 1;
}
