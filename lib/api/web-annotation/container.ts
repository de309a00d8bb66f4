import { WEB_ANNOTATION_CONTEXT } from '@/lib/annotations/web-annotation';

/** Annotations of one page of a container. */
export const PAGE_SIZE = 200;

/** How a container's pages hold its annotations: whole, or only their IRIs. */
export type Contained = 'descriptions' | 'iris';

/** What a `Prefer` header wants of a container (Web Annotation Protocol, section 4.2). */
export interface Preference {
  readonly contained: Contained;
  /** The container alone, without its first page. */
  readonly minimal: boolean;
}

const MINIMAL = 'http://www.w3.org/ns/ldp#PreferMinimalContainer';
const IRIS = 'http://www.w3.org/ns/oa#PreferContainedIRIs';

/** Reads `Prefer: return=representation; include="…"`; without it descriptions are contained. */
export function readPreference(prefer: string | null): Preference {
  const included = /include\s*=\s*"([^"]{0,500})"/i.exec(prefer ?? '')?.[1]?.split(/\s+/) ?? [];
  return {
    contained: included.includes(IRIS) ? 'iris' : 'descriptions',
    minimal: included.includes(MINIMAL),
  };
}

interface Content {
  /** Ends in a slash. */
  readonly iri: string;
  readonly label: string;
  readonly annotations: readonly { readonly id: string }[];
}

/** The container as an AnnotationCollection (Web Annotation Protocol, section 4). */
export function describeContainer({ iri, label, annotations }: Content, preference: Preference) {
  const { contained, minimal } = preference;
  const last = Math.max(0, Math.ceil(annotations.length / PAGE_SIZE) - 1);
  const first = pageIri(iri, contained, 0);
  return {
    '@context': [...WEB_ANNOTATION_CONTEXT, 'http://www.w3.org/ns/ldp.jsonld'],
    id: minimal ? iri : `${iri}?iris=${contained === 'iris' ? 1 : 0}`,
    type: ['BasicContainer', 'AnnotationCollection'],
    label,
    total: annotations.length,
    ...(annotations.length === 0
      ? {}
      : {
          first: minimal ? first : pageOf({ iri, label, annotations }, contained, 0),
          last: pageIri(iri, contained, last),
        }),
  };
}

/** One page of a container; null beyond the last. `page` is counted from 0. */
export function describePage(content: Content, contained: Contained, page: number) {
  if (page > 0 && page * PAGE_SIZE >= content.annotations.length) return null;
  const { iri, label, annotations } = content;
  return {
    '@context': WEB_ANNOTATION_CONTEXT,
    ...pageOf(content, contained, page),
    partOf: {
      id: `${iri}?iris=${contained === 'iris' ? 1 : 0}`,
      label,
      total: annotations.length,
    },
  };
}

function pageOf({ iri, annotations }: Content, contained: Contained, page: number) {
  const startIndex = page * PAGE_SIZE;
  const items = annotations.slice(startIndex, startIndex + PAGE_SIZE);
  const hasNext = annotations.length > startIndex + PAGE_SIZE;
  return {
    id: pageIri(iri, contained, page),
    type: 'AnnotationPage',
    ...(hasNext ? { next: pageIri(iri, contained, page + 1) } : {}),
    ...(page > 0 ? { prev: pageIri(iri, contained, page - 1) } : {}),
    startIndex,
    items: contained === 'iris' ? items.map(({ id }) => id) : items,
  };
}

function pageIri(iri: string, contained: Contained, page: number): string {
  return `${iri}?iris=${contained === 'iris' ? 1 : 0}&page=${page}`;
}
