import { visibleAnnotation } from '@/lib/annotations/visibility';
import type { SqlValue } from '@/lib/db/tx';
import type { SearchFilter } from './schema';

/** Numbered parameters of a statement that is put together. */
export class Params {
  readonly values: SqlValue[] = [];
  add(value: SqlValue, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/**
 * FROM and WHERE of the annotations that a filter describes and the person may see: `a` is the
 * annotation, `r` its head revision. Article labels and composites are among them.
 */
export function describedAnnotations(
  projectId: string,
  filter: SearchFilter,
  params: Params,
): string {
  const project = params.add(projectId, 'uuid');
  const conditions = [`a.project_id = ${project}`, visibleAnnotation('a')];
  if (filter.code.length > 0 || filter.layer.length > 0) {
    const keys = [`c.project_id = ${project}`];
    if (filter.code.length > 0) keys.push(`c.key = ANY (${params.add(filter.code, 'text[]')})`);
    if (filter.layer.length > 0) keys.push(`l.key = ANY (${params.add(filter.layer, 'text[]')})`);
    // By id: the same key stands in every version of the codebook.
    conditions.push(`a.code_id = ANY (ARRAY(SELECT c.id FROM codes c JOIN layers l
       ON l.project_id = c.project_id AND l.id = c.layer_id WHERE ${keys.join(' AND ')}))`);
  }
  if (filter.coder.length > 0) {
    conditions.push(`EXISTS (SELECT 1 FROM codings g WHERE g.project_id = a.project_id
       AND g.id = a.coding_id AND g.coder_id = ANY (${params.add(filter.coder, 'uuid[]')}))`);
  }
  if (filter.by !== null) {
    const kind = params.add(filter.by === 'gold' ? 'gold' : 'coder', 'text');
    conditions.push(`EXISTS (SELECT 1 FROM codings g WHERE g.project_id = a.project_id
       AND g.id = a.coding_id AND g.kind::text = ${kind})`);
  }
  if (filter.state.length > 0) {
    const states = params.add(filter.state, 'text[]');
    conditions.push(`a.review_state = ANY (${states}::review_state[])`);
  }
  if (filter.attribute !== null) {
    const key = params.add(filter.attribute, 'text');
    const held = `r.attributes -> ${key}`;
    if (filter.value === null) conditions.push(`jsonb_exists(r.attributes, ${key})`);
    else {
      const value = params.add(filter.value, 'text');
      // A choice is a string, several choices an array of strings, a number its digits.
      conditions.push(`(r.attributes ->> ${key} = ${value} OR jsonb_exists(${held}, ${value}))`);
    }
  }
  return `annotations a
      JOIN annotation_revisions r ON r.project_id = a.project_id AND r.id = a.head_revision_id
     WHERE ${conditions.join(' AND ')}`;
}

/** Conditions on a version `v` for what its article does not say; none when nothing is asked. */
export function unsaidConditions({ unsaid }: Pick<SearchFilter, 'unsaid'>): string[] {
  if (unsaid === null) return [];
  return [unsaid === 'publisher' ? 'v.publisher IS NULL' : 'v.published_at IS NULL'];
}

/** The days of a filter as moments: from the first one's beginning to the last one's end, UTC. */
export function momentsOf({ from, to }: Pick<SearchFilter, 'from' | 'to'>) {
  const end = to === null ? null : new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000);
  return { from: from === null ? null : `${from}T00:00:00Z`, to: end?.toISOString() ?? null };
}
