import {
  describeWebAnnotation,
  WEB_ANNOTATION_CONTEXT,
  webTime,
} from '@/lib/annotations/web-annotation';
import type {
  ExportAnnotation,
  ExportArticle,
  ExportPerson,
  ExportRelation,
} from '@/lib/releases/schema';
import { countLosses } from './plain-losses';
import { type FileChunk, type FormatWriter, Tally } from './writer';

export const WEB_ANNOTATION_FILE = 'annotations.jsonld';

/**
 * W3C Web Annotations (2017) as one AnnotationCollection with one page: passages, labels of articles,
 * attributions and relations as links between annotations, and the standing review of each as an
 * annotation of its own. Positions are code points. There is no text in it: an article is named by its
 * address, or by the id of its version where it has none.
 */
export function createWebAnnotationWriter(): FormatWriter {
  const losses = new Tally();
  let total = 0;
  return {
    *start(): Generator<FileChunk> {
      const head = {
        '@context': WEB_ANNOTATION_CONTEXT,
        id: 'urn:sourcemark:annotations',
        type: 'AnnotationCollection',
      };
      const page = { id: 'urn:sourcemark:annotations:1', type: 'AnnotationPage', startIndex: 0 };
      const data = `${JSON.stringify(head).slice(0, -1)},"first":${JSON.stringify(page).slice(0, -1)},"items":[`;
      yield { file: WEB_ANNOTATION_FILE, data };
    },
    *article(article): Generator<FileChunk> {
      countLosses(article, losses, {
        articleLabels: true,
        attributes: true,
        memos: true,
        composites: true,
        relations: true,
        reviews: true,
        revisions: true,
        discontinuous: true,
      });
      losses.add('article_text');
      const items = [
        ...article.annotations.map((one) => annotationOf(article, one)),
        ...article.annotations.flatMap((one) => reviewOf(article, one)),
        ...article.relations.map(relationOf),
      ];
      for (const item of items) {
        total += 1;
        yield {
          file: WEB_ANNOTATION_FILE,
          data: `${total === 1 ? '\n' : ',\n'}${JSON.stringify(item)}`,
        };
      }
    },
    *finish(): Generator<FileChunk> {
      yield { file: WEB_ANNOTATION_FILE, data: `\n]},"total":${total}}\n`, last: true };
    },
    report: () => ({ losses: losses.toCounts(), normalised: {} }),
  };
}

const urn = (id: string) => `urn:uuid:${id}`;
const person = ({ id, name }: ExportPerson) => ({ id: urn(id), type: 'Person', name });

function annotationOf(article: ExportArticle, one: ExportAnnotation) {
  const dated = article.metadata.modified_at ?? article.metadata.published_at;
  return describeWebAnnotation(
    {
      ...one,
      source: article.url ?? urn(article.id),
      sourceDate: typeof dated === 'string' ? dated : null,
      text: article.text,
      coder: one.coder.name,
    },
    urn,
  );
}

/** The standing decision on an annotation, which it targets. */
function reviewOf({ decisions }: ExportArticle, one: ExportAnnotation): object[] {
  const last = decisions.filter(({ annotationId }) => annotationId === one.id).at(-1);
  if (!last) return [];
  return [
    {
      id: urn(last.id),
      type: 'Annotation',
      motivation: 'assessing',
      created: webTime(last.decidedAt),
      creator: person(last.reviewer),
      body: [
        { type: 'TextualBody', purpose: 'assessing', value: one.review.state },
        ...(last.reason === null
          ? []
          : [{ type: 'TextualBody', purpose: 'commenting', value: last.reason }]),
      ],
      target: urn(one.id),
    },
  ];
}

function relationOf(one: ExportRelation) {
  return {
    id: urn(one.id),
    type: 'Annotation',
    motivation: 'linking',
    created: webTime(one.createdAt),
    creator: person(one.coder),
    body: [
      { type: 'TextualBody', purpose: 'classifying', value: one.type },
      ...(one.memo === null
        ? []
        : [{ type: 'TextualBody', purpose: 'commenting', value: one.memo }]),
    ],
    target: [{ id: urn(one.from) }, { id: urn(one.to) }],
  };
}
