import { createHmac } from 'node:crypto';
import type { ExportAnnotation, ExportArticle, ExportPerson } from '../schema';

/**
 * Puts pseudonyms for people, the same for the same person and key: `coder-` and eight hexadecimal
 * digits, with an id of the shape of a UUID (version 8, RFC 9562). What files were called by their
 * coders goes too; what people wrote into memos and reasons does not.
 */
export function pseudonymise(article: ExportArticle, key: string): ExportArticle {
  const person = ({ id }: ExportPerson): ExportPerson => pseudonymOf(id, key);
  const names = new Map<string, string>();
  const known = ({ id, name }: ExportPerson) => names.set(name, pseudonymOf(id, key).name);
  for (const { coder } of article.codings) known(coder);
  for (const { reviewer } of article.decisions) known(reviewer);
  for (const { coder, author } of [...article.annotations, ...article.earlier]) {
    known(coder);
    known(author);
  }
  const annotation = (one: ExportAnnotation): ExportAnnotation => ({
    ...one,
    coder: person(one.coder),
    author: person(one.author),
    review: {
      ...one.review,
      // A reviewer is told by name alone; who has decided stands among the decisions.
      reviewer:
        one.review.reviewer === null ? null : (names.get(one.review.reviewer) ?? 'reviewer'),
    },
    externalRef: one.externalRef ? { ...one.externalRef, file: null } : null,
  });
  return {
    ...article,
    codings: article.codings.map((one) => ({ ...one, coder: person(one.coder) })),
    annotations: article.annotations.map(annotation),
    earlier: article.earlier.map(annotation),
    relations: article.relations.map((one) => ({
      ...one,
      coder: person(one.coder),
      externalRef: one.externalRef ? { ...one.externalRef, file: null } : null,
    })),
    decisions: article.decisions.map((one) => ({ ...one, reviewer: person(one.reviewer) })),
  };
}

function pseudonymOf(userId: string, key: string): ExportPerson {
  const hex = createHmac('sha256', key).update(userId).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return { id, name: `coder-${hex.slice(0, 8)}` };
}
