import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { changeAnnotation } from '@/lib/annotations/commands/change';
import { createAnnotation } from '@/lib/annotations/commands/create';
import { deleteAnnotation } from '@/lib/annotations/commands/remove';
import { getPlacedAnnotation } from '@/lib/annotations/list-queries';
import { getArticleAnnotations } from '@/lib/annotations/queries';
import { type AnnotationDto, attributesSchema } from '@/lib/annotations/schema';
import { describeWebAnnotation, WEB_ANNOTATION_CONTEXT } from '@/lib/annotations/web-annotation';
import { type AnnotatedText, getAnnotatedText } from '@/lib/articles/list-queries';
import type { UserActor } from '@/lib/auth/actor';
import type { JsonObject } from '@/lib/ingest/formats/json';
import { err, ok, type Result } from '@/lib/result/result';
import { type Answer, operation } from '../operation';
import { describeContainer, describePage, readPreference } from '../web-annotation/container';
import { type Posted, readPosted } from '../web-annotation/read-posted';

const MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';
const CONSTRAINED =
  '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"';
const CONTAINER_HEADERS = {
  link: `<http://www.w3.org/ns/ldp#BasicContainer>; rel="type", ${CONSTRAINED}`,
  'accept-post': MEDIA_TYPE,
  vary: 'Accept, Prefer',
};
const ANNOTATION_HEADERS = {
  link: `<http://www.w3.org/ns/ldp#Resource>; rel="type", ${CONSTRAINED}`,
  vary: 'Accept',
};

const containerParams = z.object({ articleVersionId: z.uuid() });
const annotationParams = containerParams.extend({ annotationId: z.uuid() });
const jsonLd = z.record(z.string(), z.unknown()).meta({ id: 'WebAnnotation' });

const containerIri = (base: string, versionId: string) => `${base}/web-annotations/${versionId}/`;

function toWebAnnotation(text: AnnotatedText, one: AnnotationDto, base: string) {
  const container = containerIri(base, text.versionId);
  return describeWebAnnotation(
    {
      ...one,
      layer: one.layerKey,
      code: one.codeKey,
      revision: one.revisionNo,
      coder: one.coderName,
      author: { id: one.authorId, name: one.authorName },
      createdAt: one.changedAt,
      source: text.url ?? `urn:uuid:${text.versionId}`,
      sourceDate: text.datedAt,
      text: text.text,
    },
    (id) => `${container}${id}`,
  );
}

interface Placed {
  readonly text: AnnotatedText;
  readonly annotation: AnnotationDto;
}

async function find(
  actor: UserActor,
  versionId: string,
  annotationId: string,
): Promise<Result<Placed>> {
  const text = await getAnnotatedText(actor, versionId);
  if (!text.ok) return text;
  const found = await getPlacedAnnotation(actor, annotationId);
  if (!found.ok) return found;
  if (found.value.articleVersionId !== versionId) {
    return err('not_found', 'There is no such annotation.');
  }
  return ok({ text: text.value, annotation: found.value });
}

async function read(actor: UserActor, versionId: string, annotationId: string, base: string) {
  const found = await find(actor, versionId, annotationId);
  if (!found.ok) return found;
  const { text, annotation } = found.value;
  return ok({ '@context': WEB_ANNOTATION_CONTEXT, ...toWebAnnotation(text, annotation, base) });
}

async function answerWith(
  actor: UserActor,
  versionId: string,
  annotationId: string,
  base: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Result<Answer>> {
  const json = await read(actor, versionId, annotationId, base);
  return json.ok ? ok({ json: json.value, headers }) : json;
}

/** What was sent, as the commands take it. */
function valuesOf({ code, fragments, attributes, confidence, memo }: Posted) {
  const read = attributesSchema.safeParse(attributes);
  if (!read.success) return err('invalid_input', 'The attributes cannot be understood.');
  return ok({ codeKey: code, fragments: [...fragments], attributes: read.data, confidence, memo });
}

const current = (
  actor: UserActor,
  { articleVersionId = '', annotationId = '' }: Readonly<Record<string, string>>,
  base: string,
) => read(actor, articleVersionId, annotationId, base);

export const WEB_ANNOTATION_OPERATIONS = [
  operation({
    id: 'getWebAnnotations',
    method: 'GET',
    path: '/web-annotations/{articleVersionId}/',
    tag: 'Web Annotation Protocol',
    summary: 'The annotations of an article’s version as a container (W3C Web Annotation Protocol)',
    description:
      '`Prefer: return=representation;include="…"` chooses between IRIs, descriptions and the minimal container.',
    scope: 'read',
    params: containerParams,
    query: z.object({
      iris: z.enum(['0', '1']).optional(),
      page: z.coerce.number().int().min(0).max(1_000_000).optional(),
    }),
    headers: CONTAINER_HEADERS,
    status: 200,
    answer: jsonLd,
    mediaType: MEDIA_TYPE,
    run: async ({ actor, params: { articleVersionId }, query, base, headers }) => {
      const text = await getAnnotatedText(actor, articleVersionId);
      if (!text.ok) return text;
      const all = await getArticleAnnotations(actor, articleVersionId);
      if (!all.ok) return all;
      const content = {
        iri: containerIri(base, articleVersionId),
        label: text.value.title,
        annotations: all.value.annotations
          .toSorted((a, b) => (a.id < b.id ? -1 : 1))
          .map((one) => toWebAnnotation(text.value, one, base)),
      };
      const wanted = readPreference(headers.get('prefer'));
      const contained =
        query.iris === undefined ? wanted.contained : query.iris === '1' ? 'iris' : 'descriptions';
      if (query.page !== undefined) {
        const page = describePage(content, contained, query.page);
        return page ? ok({ json: page }) : err('not_found', 'There is no such page.');
      }
      const json = describeContainer(content, { ...wanted, contained });
      return ok({ json, headers: { 'content-location': json.id } });
    },
  }),
  operation({
    id: 'createWebAnnotation',
    method: 'POST',
    path: '/web-annotations/{articleVersionId}/',
    tag: 'Web Annotation Protocol',
    summary: 'Add a Web Annotation to the container',
    description:
      'One body with the purpose “classifying” or “tagging” names the code; the target’s selectors say where.',
    scope: 'annotate',
    params: containerParams,
    body: jsonLd,
    headers: CONTAINER_HEADERS,
    status: 201,
    answer: jsonLd,
    mediaType: MEDIA_TYPE,
    run: async ({ actor, params: { articleVersionId }, body, idempotencyKey, base }) => {
      const text = await getAnnotatedText(actor, articleVersionId);
      if (!text.ok) return text;
      const posted = readPosted(body as JsonObject, text.value.text);
      if (!posted.ok) return posted;
      const values = valuesOf(posted.value);
      if (!values.ok) return values;
      const annotationId = uuidv7();
      const made = await createAnnotation(actor, {
        ...values.value,
        projectId: actor.projectId,
        articleVersionId,
        idempotencyKey,
        annotationId,
        kind: values.value.fragments.length === 0 ? 'article' : 'span',
      });
      if (!made.ok) return made;
      const madeId = made.value.annotations[0]?.id ?? annotationId;
      const location = `${containerIri(base, articleVersionId)}${madeId}`;
      return answerWith(actor, articleVersionId, madeId, base, { location });
    },
  }),
  operation({
    id: 'getWebAnnotation',
    method: 'GET',
    path: '/web-annotations/{articleVersionId}/{annotationId}',
    tag: 'Web Annotation Protocol',
    summary: 'Read one annotation as a Web Annotation',
    scope: 'read',
    params: annotationParams,
    headers: ANNOTATION_HEADERS,
    status: 200,
    answer: jsonLd,
    mediaType: MEDIA_TYPE,
    run: ({ actor, params: { articleVersionId, annotationId }, base }) =>
      answerWith(actor, articleVersionId, annotationId, base),
  }),
  operation({
    id: 'replaceWebAnnotation',
    method: 'PUT',
    path: '/web-annotations/{articleVersionId}/{annotationId}',
    tag: 'Web Annotation Protocol',
    summary: 'Replace a Web Annotation of one’s own',
    scope: 'annotate',
    params: annotationParams,
    body: jsonLd,
    current,
    headers: ANNOTATION_HEADERS,
    status: 200,
    answer: jsonLd,
    mediaType: MEDIA_TYPE,
    run: async ({
      actor,
      params: { articleVersionId, annotationId },
      body,
      idempotencyKey,
      base,
    }) => {
      const found = await find(actor, articleVersionId, annotationId);
      if (!found.ok) return found;
      const { text, annotation } = found.value;
      if (annotation.kind === 'composite') {
        return err('invalid_input', 'An attribution is changed at “annotations”.');
      }
      const posted = readPosted(body as JsonObject, text.text);
      if (!posted.ok) return posted;
      const values = valuesOf(posted.value);
      if (!values.ok) return values;
      const changed = await changeAnnotation(actor, {
        ...values.value,
        projectId: actor.projectId,
        articleVersionId,
        annotationId,
        expectedNo: annotation.revisionNo,
        idempotencyKey,
      });
      return changed.ok ? answerWith(actor, articleVersionId, annotationId, base) : changed;
    },
  }),
  operation({
    id: 'deleteWebAnnotation',
    method: 'DELETE',
    path: '/web-annotations/{articleVersionId}/{annotationId}',
    tag: 'Web Annotation Protocol',
    summary: 'Delete a Web Annotation of one’s own; its history stays',
    scope: 'annotate',
    params: annotationParams,
    current,
    headers: ANNOTATION_HEADERS,
    status: 204,
    run: async ({ actor, params: { articleVersionId, annotationId }, idempotencyKey }) => {
      const found = await find(actor, articleVersionId, annotationId);
      if (!found.ok) return found;
      const gone = await deleteAnnotation(actor, {
        projectId: actor.projectId,
        articleVersionId,
        annotationId,
        expectedNo: found.value.annotation.revisionNo,
        idempotencyKey,
      });
      return gone.ok ? ok({ json: undefined }) : gone;
    },
  }),
];
