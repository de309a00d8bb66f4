import type { AnnotationDto } from '@/lib/annotations/schema';
import { SOURCE_PRESENCE } from './codebook-view';
import type { ReaderModel } from './reader-model';

/** The words of an annotation, its fragments parted by an ellipsis. */
export function quoteOf(head: AnnotationDto | undefined): string {
  return (head?.fragments ?? []).map(({ quote }) => quote.replace(/\s+/g, ' ')).join(' … ');
}

/** In quotation marks, unless it has its own. */
export function quoted(text: string): string {
  return /^[“"«„‘]/.test(text) ? text : `“${text}”`;
}

/** Shortens at a blank, to at most so many UTF-16 units and an ellipsis. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  const blank = cut.lastIndexOf(' ');
  const kept = blank > most / 2 ? cut.slice(0, blank) : cut.replace(/[\ud800-\udbff]$/, '');
  return `${kept}…`;
}

export function isSourceAbsent(head: AnnotationDto): boolean {
  return head.attributes[SOURCE_PRESENCE] === 'absent';
}

/** One line that tells an annotation from others: what a screen reader says of it. */
export function lineFor(head: AnnotationDto, model: ReaderModel, most = 120): string {
  const name = model.codebook.nameOf(head.codeKey);
  if (head.kind === 'article') return model.t('line.article', { code: name });
  if (head.kind === 'span') return `${name}: ${quoted(shortened(quoteOf(head), most))}`;
  const part = (role: string) =>
    head.members
      .filter((member) => member.role === role)
      .map((member) => shortened(quoteOf(model.store.get(member.annotationId)), most / 2))
      .join(', ');
  const source =
    part('source') || model.t(isSourceAbsent(head) ? 'line.noSource' : 'line.sourceMissing');
  const nested = head.members
    .filter((member) => member.role === 'nested')
    .flatMap(({ annotationId }) => {
      const inner = model.store.get(annotationId);
      // One step in: a circle that the server is about to refuse must not hang the page.
      return (inner?.members ?? [])
        .filter((member) => member.role.startsWith('content'))
        .map((member) => shortened(quoteOf(model.store.get(member.annotationId)), most / 2));
    });
  const content = [part('content'), part('content2'), ...nested].filter(Boolean).join(' … ');
  return [`${name}: ${source}`, part('cue'), content && quoted(content)]
    .filter(Boolean)
    .join(' — ');
}
