import type { AnnotationDto } from '@/lib/annotations/schema';
import type { Box, TextDom } from './dom/text-dom';
import { isSourceAbsent } from './model/describe';
import type { ReaderModel } from './model/reader-model';

/** A span with its boxes, one a line, in the article's coordinates. */
export interface SpanShape {
  readonly id: string;
  readonly codeKey: string;
  readonly fragments: readonly (readonly Box[])[];
}

/** An attribution as it is drawn: its members, and lines from who speaks to what is said. */
export interface LinkShape {
  readonly id: string;
  readonly codeKey: string;
  readonly proposed: boolean;
  readonly sourceAbsent: boolean;
  readonly members: readonly (SpanShape & { readonly role: string })[];
}

export function spanShape(dom: TextDom, head: AnnotationDto | undefined): SpanShape | null {
  if (!head || head.fragments.length === 0) return null;
  const fragments = head.fragments.map((fragment) => dom.boxes(fragment));
  return fragments.some((boxes) => boxes.length > 0)
    ? { id: head.id, codeKey: head.codeKey, fragments }
    : null;
}

function membersShape(
  model: ReaderModel,
  dom: TextDom,
  members: AnnotationDto['members'],
): LinkShape['members'] {
  return members.flatMap(({ role, annotationId }) => {
    const member = model.store.get(annotationId);
    // A nested attribution is drawn by what it says; it comes to full view when pointed at.
    const spans =
      member?.kind === 'composite'
        ? member.members
            .filter((one) => one.role.startsWith('content'))
            .map((one) => model.store.get(one.annotationId))
        : [member];
    return spans.flatMap((span) => {
      const shape = spanShape(dom, span);
      return shape ? [{ ...shape, role }] : [];
    });
  });
}

/** The attributions to draw for an annotation: itself, or those that it is a member of. */
export function linkShapes(
  model: ReaderModel,
  dom: TextDom,
  id: string | null,
): readonly LinkShape[] {
  const head = id === null ? undefined : model.store.get(id);
  if (!head) return [];
  const composites =
    head.kind === 'composite'
      ? [head]
      : model.store.compositesOf(head.id).flatMap((one) => model.store.get(one) ?? []);
  return composites
    .filter((one) => model.isShown(one))
    .map((one) => ({
      id: one.id,
      codeKey: one.codeKey,
      proposed: false,
      sourceAbsent: isSourceAbsent(one),
      members: membersShape(model, dom, one.members),
    }));
}

/** The attribution that is proposed and waits for a yes. */
export function previewShape(model: ReaderModel, dom: TextDom): LinkShape | null {
  const preview = model.preview.get();
  if (!preview) return null;
  const members = preview.sourceAbsent
    ? preview.members.filter(({ role }) => role !== 'source')
    : preview.members;
  return {
    id: 'preview',
    codeKey: 'attribution',
    proposed: true,
    sourceAbsent: preview.sourceAbsent,
    members: membersShape(model, dom, members),
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a line meets a span: above the middle of its first line, or its beginning when long. */
function anchorOf(shape: SpanShape, rtl: boolean): Point | null {
  const box = shape.fragments.flat()[0];
  if (!box) return null;
  const inset = Math.min(box.width / 2, 60);
  return {
    x: rtl ? box.left + box.width - inset : box.left + inset,
    y: box.top + 3,
  };
}

/** A curve above the text from one place to another: an SVG path. */
function arc(from: Point, to: Point): string {
  const rise = Math.min(34, 14 + Math.abs(to.x - from.x) * 0.06);
  const top = Math.min(from.y, to.y) - rise;
  const near = (y: number) => (Math.abs(y - Math.min(from.y, to.y)) < 6 ? top : y - rise);
  return `M ${from.x} ${from.y} C ${from.x} ${near(from.y)}, ${to.x} ${near(to.y)}, ${to.x} ${to.y}`;
}

/** The lines of an attribution: each source over the cue, if there is one, to each content. */
export function arcsOf(
  link: LinkShape,
  rtl: boolean,
): { key: string; path: string; arrow: boolean }[] {
  const of = (...roles: string[]) => link.members.filter(({ role }) => roles.includes(role));
  const contents = of('content', 'content2', 'nested');
  const cues = of('cue');
  const lines: { key: string; path: string; arrow: boolean }[] = [];
  const draw = (from: SpanShape, to: SpanShape, arrow: boolean) => {
    const a = anchorOf(from, rtl);
    const b = anchorOf(to, rtl);
    if (a && b) lines.push({ key: `${from.id}-${to.id}`, path: arc(a, b), arrow });
  };
  const cue = cues[0];
  for (const source of of('source')) {
    if (cue) draw(source, cue, false);
    else for (const content of contents) draw(source, content, true);
  }
  for (const other of cues) {
    for (const content of contents) draw(other, content, true);
  }
  return lines;
}
