import type { AnnotationDto, FarEndDto, RelationDto } from '@/lib/annotations/schema';
import type { Fragment } from '@/lib/text/fragments';
import type { Command } from './command';

/** Whose work it is and what the text says, so that a change can be shown before it is stored. */
export interface OptimisticContext {
  readonly me: { readonly id: string; readonly name: string };
  readonly codingId: string;
  /** ISO 8601, UTC. */
  readonly now: string;
  quote(fragment: Fragment): string;
  layerOf(codeKey: string): string;
  /** Composites that have the span as a member. */
  holdersOf(spanId: string): readonly AnnotationDto[];
  relationsOf(annotationId: string): readonly RelationDto[];
  relation(id: string): RelationDto | undefined;
  /** What the page knows of an annotation of another article; null for one of this. */
  farEnd(id: string): FarEndDto | null;
}

/** What a command does to the heads that the page shows. */
export interface Effect {
  readonly annotations: readonly AnnotationDto[];
  readonly removedAnnotationIds: readonly string[];
  readonly relations: readonly RelationDto[];
  readonly removedRelationIds: readonly string[];
}

const NOTHING: Effect = {
  annotations: [],
  removedAnnotationIds: [],
  relations: [],
  removedRelationIds: [],
};

function fresh(
  context: OptimisticContext,
  given: Pick<AnnotationDto, 'id' | 'kind' | 'codeKey'> & Partial<AnnotationDto>,
): AnnotationDto {
  const { me, codingId, now } = context;
  return {
    codingId,
    coderId: me.id,
    coderName: me.name,
    revisionId: `draft:${given.id}`,
    revisionNo: 1,
    authorId: me.id,
    authorName: me.name,
    layerKey: context.layerOf(given.codeKey),
    fragments: [],
    members: [],
    attributes: {},
    confidence: null,
    memo: null,
    reviewState: 'unreviewed',
    openThreads: 0,
    changedAt: now,
    ...given,
  };
}

function withQuotes(
  fragments: readonly Fragment[],
  context: OptimisticContext,
): AnnotationDto['fragments'] {
  return fragments.map((one) => ({
    start: one.start,
    end: one.end,
    quote: context.quote(one),
  }));
}

function nextRevision(head: AnnotationDto, context: OptimisticContext): AnnotationDto {
  const { me, now } = context;
  return {
    ...head,
    revisionNo: head.revisionNo + 1,
    authorId: me.id,
    authorName: me.name,
    changedAt: now,
  };
}

/** Attributions let go of a deleted span, and go with it when it was all they had; so do links. */
function deletion(id: string, context: OptimisticContext): Effect {
  const released = context.holdersOf(id).map((holder) => ({
    ...nextRevision(holder, context),
    members: holder.members.filter((member) => member.annotationId !== id),
  }));
  const emptied = released.filter(({ members }) => members.length === 0).map((one) => one.id);
  const removedAnnotationIds = [id, ...emptied];
  return {
    annotations: released.filter(({ members }) => members.length > 0),
    removedAnnotationIds,
    relations: [],
    removedRelationIds: removedAnnotationIds.flatMap((one) =>
      context.relationsOf(one).map((relation) => relation.id),
    ),
  };
}

/**
 * What the command will do, as far as the page can know: undo and redo are the server's to decide,
 * and a command on an annotation that is not there, or stands at another revision, does nothing.
 */
export function effectOf(
  command: Command,
  head: (id: string) => AnnotationDto | undefined,
  context: OptimisticContext,
): Effect {
  switch (command.name) {
    case 'createAnnotation': {
      const { input } = command;
      if (head(input.annotationId)) return NOTHING;
      const made = fresh(context, {
        id: input.annotationId,
        kind: input.kind,
        codeKey: input.codeKey,
        fragments: withQuotes(input.fragments, context),
        attributes: input.attributes ?? {},
        confidence: input.confidence ?? null,
        memo: input.memo ?? null,
      });
      return { ...NOTHING, annotations: [made] };
    }
    case 'createAttribution': {
      const { input } = command;
      if (head(input.annotationId)) return NOTHING;
      const spans = (input.newSpans ?? []).map((span) =>
        fresh(context, {
          id: span.annotationId,
          kind: 'span',
          codeKey: span.codeKey,
          fragments: withQuotes(span.fragments, context),
          attributes: span.attributes ?? {},
        }),
      );
      const made = fresh(context, {
        id: input.annotationId,
        kind: 'composite',
        codeKey: 'attribution',
        members: input.members,
        attributes: input.attributes ?? {},
        memo: input.memo ?? null,
      });
      return { ...NOTHING, annotations: [...spans, made] };
    }
    case 'changeAnnotation': {
      const { input } = command;
      const before = head(input.annotationId);
      if (!before || before.revisionNo !== input.expectedNo) return NOTHING;
      const next = nextRevision(before, context);
      return {
        ...NOTHING,
        annotations: [
          {
            ...next,
            codeKey: input.codeKey ?? next.codeKey,
            layerKey: input.codeKey ? context.layerOf(input.codeKey) : next.layerKey,
            fragments: input.fragments ? withQuotes(input.fragments, context) : next.fragments,
            attributes: input.attributes ?? next.attributes,
            confidence: input.confidence === undefined ? next.confidence : input.confidence,
            memo: input.memo === undefined ? next.memo : input.memo,
          },
        ],
      };
    }
    case 'changeAttribution': {
      const { input } = command;
      const before = head(input.annotationId);
      if (!before || before.revisionNo !== input.expectedNo) return NOTHING;
      const next = nextRevision(before, context);
      return {
        ...NOTHING,
        annotations: [
          {
            ...next,
            members: input.members ?? next.members,
            attributes: input.attributes ?? next.attributes,
            confidence: input.confidence === undefined ? next.confidence : input.confidence,
            memo: input.memo === undefined ? next.memo : input.memo,
          },
        ],
      };
    }
    case 'deleteAnnotation': {
      const { annotationId, expectedNo } = command.input;
      if (head(annotationId)?.revisionNo !== expectedNo) return NOTHING;
      return deletion(annotationId, context);
    }
    case 'createRelation': {
      const { input } = command;
      const made: RelationDto = {
        id: input.relationId,
        revisionNo: 1,
        codingId: context.codingId,
        coderId: context.me.id,
        coderName: context.me.name,
        typeKey: input.typeKey,
        fromAnnotationId: input.fromAnnotationId,
        toAnnotationId: input.toAnnotationId,
        attributes: input.attributes ?? {},
        memo: input.memo ?? null,
        far: context.farEnd(input.toAnnotationId) ?? context.farEnd(input.fromAnnotationId),
      };
      const { newEnd } = input;
      const end =
        newEnd &&
        fresh(context, {
          id: newEnd.annotationId,
          kind: newEnd.kind,
          codeKey: newEnd.codeKey,
          fragments: withQuotes(newEnd.fragments ?? [], context),
          attributes: newEnd.attributes ?? {},
          memo: newEnd.memo ?? null,
        });
      return { ...NOTHING, annotations: end ? [end] : [], relations: [made] };
    }
    case 'changeRelation': {
      const { input } = command;
      const before = context.relation(input.relationId);
      if (!before || before.revisionNo !== input.expectedNo) return NOTHING;
      const [from, to] = [before.fromAnnotationId, before.toAnnotationId];
      const next: RelationDto = {
        ...before,
        revisionNo: before.revisionNo + 1,
        typeKey: input.typeKey ?? before.typeKey,
        fromAnnotationId: input.swap ? to : from,
        toAnnotationId: input.swap ? from : to,
        attributes: input.attributes ?? before.attributes,
        memo: input.memo === undefined ? before.memo : input.memo,
      };
      return { ...NOTHING, relations: [next] };
    }
    case 'deleteRelation':
      return { ...NOTHING, removedRelationIds: [command.input.relationId] };
    case 'restoreAnnotation':
    case 'undo':
    case 'redo':
    case 'submitCoding':
    case 'reopenCoding':
      return NOTHING;
  }
}
