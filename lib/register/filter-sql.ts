import type { ProjectTx, SqlValue } from '@/lib/db/tx';
import type { CodedFilter, FilterChoices } from './filter';

/**
 * A filter as a condition on the version `v` and the coding `g`; its values are the parameters from
 * `$firstPlace` on.
 */
export function filterSql(
  filter: CodedFilter,
  firstPlace: number,
): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const values: SqlValue[] = [];
  const add = (value: SqlValue, sql: (place: string) => string) => {
    values.push(value);
    return sql(`$${firstPlace + values.length - 1}`);
  };
  const conditions = [
    filter.publisher === null ? 'true' : add(filter.publisher, (at) => `v.publisher = ${at}::text`),
    filter.from === null
      ? 'true'
      : add(filter.from, (at) => `v.published_at >= ${at}::date AT TIME ZONE 'UTC'`),
    filter.to === null
      ? 'true'
      : add(filter.to, (at) => `v.published_at < (${at}::date + 1) AT TIME ZONE 'UTC'`),
    filter.unsaid === 'publisher' ? 'v.publisher IS NULL' : 'true',
    filter.unsaid === 'date' ? 'v.published_at IS NULL' : 'true',
    filter.coder === 'gold' ? "g.kind = 'gold'" : "g.kind = 'coder'",
    filter.coder === null || filter.coder === 'gold'
      ? 'true'
      : add(filter.coder, (at) => `g.coder_id = ${at}::uuid`),
  ];
  return { sql: conditions.join(' AND '), values };
}

/** What there is to choose from in a project. */
export async function readChoices(tx: ProjectTx): Promise<FilterChoices> {
  const publishers = await tx.sql<{ publisher: string }>(
    `SELECT DISTINCT publisher FROM article_versions
      WHERE project_id = $1::uuid AND publisher IS NOT NULL ORDER BY 1 LIMIT 500`,
    tx.projectId,
  );
  const coders = await tx.sql<{ id: string; name: string }>(
    `SELECT DISTINCT u.id::text, u.name FROM codings g JOIN users u ON u.id = g.coder_id
      WHERE g.project_id = $1::uuid AND g.kind = 'coder' AND g.state <> 'not_started' ORDER BY 2`,
    tx.projectId,
  );
  return { publishers: publishers.map(({ publisher }) => publisher), coders };
}
