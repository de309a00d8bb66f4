import { quoteContext } from '@/lib/text/quote';

export const WEB_ANNOTATION_CONTEXT = [
  'http://www.w3.org/ns/anno.jsonld',
  { sm: 'urn:sourcemark:' },
] as const;

/** An annotation with what its Web Annotation says of its place. */
export interface WebAnnotationSource {
  readonly id: string;
  readonly kind: 'span' | 'article' | 'composite';
  readonly layer: string;
  readonly code: string;
  readonly revision: number;
  /** In code points. */
  readonly fragments: readonly {
    readonly start: number;
    readonly end: number;
    readonly quote: string;
  }[];
  readonly members: readonly { readonly role: string; readonly annotationId: string }[];
  readonly attributes: object;
  readonly confidence: number | null;
  readonly memo: string | null;
  readonly coder: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly createdAt: string;
  /** The article's address. */
  readonly source: string;
  /** Of the article's last change. */
  readonly sourceDate: string | null;
  readonly text: string;
}

/** UTC, to the millisecond, ending in Z. */
export function webTime(iso: string): string {
  return new Date(iso).toISOString();
}

/**
 * An annotation by the W3C Web Annotation Data Model (2017), without its context. `iriOf` names
 * annotations. Positions are code points; a discontinuous passage has a target for each part. What the
 * standard has no words for stands under the prefix `sm:`.
 */
export function describeWebAnnotation(one: WebAnnotationSource, iriOf: (id: string) => string) {
  return {
    id: iriOf(one.id),
    type: 'Annotation',
    motivation: one.kind === 'composite' ? 'linking' : 'classifying',
    created: webTime(one.createdAt),
    creator: { id: `urn:uuid:${one.author.id}`, type: 'Person', name: one.author.name },
    body: [
      { type: 'TextualBody', purpose: 'classifying', value: one.code },
      ...(one.memo === null
        ? []
        : [{ type: 'TextualBody', purpose: 'commenting', value: one.memo }]),
      ...one.members.map(({ role, annotationId }) => ({
        type: 'SpecificResource',
        purpose: 'linking',
        source: iriOf(annotationId),
        'sm:role': role,
      })),
    ],
    target: targetOf(one),
    'sm:kind': one.kind,
    'sm:layer': one.layer,
    'sm:revision': one.revision,
    'sm:coder': one.coder,
    'sm:confidence': one.confidence,
    'sm:attributes': one.attributes,
  };
}

function targetOf({ source, sourceDate, text, fragments }: WebAnnotationSource): object | object[] {
  const state =
    sourceDate === null ? {} : { state: { type: 'TimeState', sourceDate: webTime(sourceDate) } };
  if (fragments.length === 0) return { type: 'SpecificResource', source, ...state };
  const targets = fragments.map(({ start, end, quote }) => {
    const { prefix, suffix } = quoteContext(text, [{ start, end }]);
    return {
      type: 'SpecificResource',
      source,
      ...state,
      selector: [
        { type: 'TextPositionSelector', start, end },
        { type: 'TextQuoteSelector', exact: quote, prefix, suffix },
      ],
    };
  });
  return targets.length === 1 ? (targets[0] ?? []) : targets;
}
