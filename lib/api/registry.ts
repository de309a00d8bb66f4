import { ok } from '@/lib/result/result';
import { describeApi } from './openapi';
import { type Operation, operation } from './operation';
import { ANNOTATION_OPERATIONS } from './operations/annotations';
import { ARTICLE_OPERATIONS } from './operations/articles';
import { DECISION_OPERATIONS } from './operations/decisions';
import { IMPORT_OPERATIONS } from './operations/imports';
import { PROJECT_OPERATIONS } from './operations/project';
import { RELATION_OPERATIONS } from './operations/relations';
import { RELEASE_OPERATIONS } from './operations/releases';
import { WEB_ANNOTATION_OPERATIONS } from './operations/web-annotations';
import { WEBHOOK_OPERATIONS } from './operations/webhooks';

/** Every operation, in the order of the documentation. */
export const OPERATIONS: readonly Operation[] = [
  ...PROJECT_OPERATIONS,
  ...ARTICLE_OPERATIONS,
  ...IMPORT_OPERATIONS,
  ...ANNOTATION_OPERATIONS,
  ...RELATION_OPERATIONS,
  ...DECISION_OPERATIONS,
  ...RELEASE_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...WEB_ANNOTATION_OPERATIONS,
  operation({
    id: 'getOpenApi',
    method: 'GET',
    path: '/openapi.json',
    tag: 'Project',
    summary: 'This interface, as OpenAPI 3.1',
    scope: null,
    status: 200,
    run: async ({ base }) => ok({ json: describeApi(OPERATIONS, base) }),
  }),
];
