import {
  annotationAtRevisionSchema,
  articleAnnotationsSchema,
  captureTargetsSchema,
  changeAnnotationSchema,
  changeAttributionSchema,
  changeRelationSchema,
  codingSchema,
  createAnnotationSchema,
  createAttributionSchema,
  createRelationSchema,
  deleteRelationSchema,
  linkTargetsSchema,
} from '@/lib/annotations/schema';
import {
  acceptAllSchema,
  acceptColleagueSchema,
  acceptSchema,
  amendSchema,
  askSchema,
  commentSchema,
  contestSchema,
  previewColleagueSchema,
  rejectSchema,
  threadSchema,
  undoColleagueSchema,
} from '@/lib/review/schema';
import { action, commandOf, inner, type Row, type Scene } from './row';

const here = ({ articleVersionId }: Scene) => ({ articleVersionId });
const label = ({ articleVersionId }: Scene) => ({
  articleVersionId,
  annotationId: crypto.randomUUID(),
  kind: 'article',
  codeKey: 'economic',
});
const write = 'annotations.write';

/** Coding: `lib/annotations`. */
const ANNOTATIONS = [
  ['createAnnotation', 'create', createAnnotationSchema, label],
  ['changeAnnotation', 'change', changeAnnotationSchema, here],
  ['deleteAnnotation', 'remove', annotationAtRevisionSchema, here],
  ['restoreAnnotation', 'remove', annotationAtRevisionSchema, here],
  ['createAttribution', 'create', createAttributionSchema, here],
  ['changeAttribution', 'change', changeAttributionSchema, here],
  ['createRelation', 'relations', createRelationSchema, here],
  ['changeRelation', 'relations', changeRelationSchema, here],
  ['deleteRelation', 'relations', deleteRelationSchema, here],
  ['undo', 'undo', codingSchema, here],
  ['redo', 'undo', codingSchema, here],
  ['ensureCoding', 'coding', codingSchema, here],
  ['submitCoding', 'coding', codingSchema, here],
  ['reopenCoding', 'coding', codingSchema, here],
] as const;

/** Reviewing: command, its file, its action, its schema. */
const REVIEW = [
  ['acceptAnnotation', 'commands', 'acceptAction', acceptSchema],
  ['acceptAllShown', 'commands', 'acceptAllAction', acceptAllSchema],
  ['amendAnnotation', 'commands', 'amendAction', amendSchema],
  ['rejectAnnotation', 'commands', 'rejectAction', rejectSchema],
  ['askAbout', 'commands', 'askAction', askSchema],
  ['contestDecision', 'commands', 'contestAction', contestSchema],
  ['commentOnThread', 'thread-commands', 'commentAction', commentSchema],
  ['resolveThread', 'thread-commands', 'resolveThreadAction', threadSchema],
  ['reopenThread', 'thread-commands', 'reopenThreadAction', threadSchema],
] as const;

const IN_CODING = 'takes a coding that a command has opened and checked';

/** Doors of coding and of reviewing. */
export const CODING_ROWS: Readonly<Record<string, Row>> = {
  ...Object.fromEntries(
    ANNOTATIONS.flatMap(([name, file, schema, given]) => [
      [`lib/annotations/commands/${file}.ts#${name}`, commandOf(write, schema, given)],
      [
        `lib/annotations/actions.ts#${name === 'ensureCoding' ? 'startCoding' : name}Action`,
        action(write, schema, given),
      ],
    ]),
  ),
  'lib/review/bulk-commands.ts#acceptColleague': commandOf('review.decide', acceptColleagueSchema),
  'lib/review/bulk-actions.ts#acceptColleagueAction': action(
    'review.decide',
    acceptColleagueSchema,
  ),
  'lib/review/bulk-commands.ts#undoAcceptColleague': commandOf(
    'review.decide',
    undoColleagueSchema,
  ),
  'lib/review/bulk-actions.ts#undoAcceptColleagueAction': action(
    'review.decide',
    undoColleagueSchema,
  ),
  'lib/review/bulk-actions.ts#previewAcceptColleagueAction': action(
    'review.decide',
    previewColleagueSchema,
  ),
  'lib/annotations/actions.ts#readArticleAnnotationsAction': action(
    'project.read',
    articleAnnotationsSchema,
    here,
  ),
  'lib/annotations/link-actions.ts#findLinkTargetsAction': action(
    'project.read',
    linkTargetsSchema,
    (scene) => ({ ...here(scene), codeKeys: ['claim'] }),
  ),
  'lib/annotations/link-actions.ts#findCapturesAction': action(
    'project.read',
    captureTargetsSchema,
  ),
  'lib/annotations/commands/change.ts#ownAnnotation': inner(IN_CODING),
  'lib/annotations/commands/change.ts#patched': inner(IN_CODING),
  'lib/annotations/commands/create.ts#memberSpans': inner(IN_CODING),
  'lib/annotations/commands/create.ts#newAnnotation': inner(IN_CODING),
  'lib/annotations/commands/holders.ts#holderIds': inner(IN_CODING),
  'lib/annotations/commands/holders.ts#holdingPlaces': inner(IN_CODING),
  'lib/annotations/commands/holders.ts#relationIdsAt': inner(IN_CODING),
  ...Object.fromEntries(
    REVIEW.flatMap(([name, file, actionName, schema]) => {
      const permission = file === 'thread-commands' ? 'threads.write' : 'review.decide';
      return [
        [`lib/review/${file}.ts#${name}`, commandOf(permission, schema)],
        [`lib/review/actions.ts#${actionName}`, action(permission, schema)],
      ];
    }),
  ),
};
