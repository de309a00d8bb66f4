import { randomUUID } from 'node:crypto';
import { createTokenSchema, tokenRefSchema } from '@/lib/api/tokens/schema';
import { createWebhookSchema, webhookRefSchema } from '@/lib/api/webhooks/schema';
import { action, alone, commandOf, EVERYONE, everyone, page, type Row } from './row';

const aToken = () => ({ name: 't', scopes: ['read'], days: 7 });
const aWebhook = () => ({ url: `https://hook.example/${randomUUID()}`, kinds: [] });

const ROUTE = 'app/api/v1/[[...path]]/route.ts';
const ID = '0198a000-0000-7000-8000-000000000000';

/**
 * Programs come with tokens; a session alone opens nothing (lib/api/doors.db.test.ts knocks with tokens).
 * Each method is knocked at where an operation has it.
 */
function withoutToken(method: string, path = `/annotations/${ID}`): Row {
  return {
    expected: Object.fromEntries([...EVERYONE, 'nobody'].map((one) => [one, 'signed out'])),
    knock: (open) => open(new Request(`http://localhost/api/v1${path}`, { method })),
  };
}

/** Doors of the programming interface. */
export const API_ROWS: Readonly<Record<string, Row>> = {
  [`${ROUTE}#GET`]: withoutToken('GET'),
  [`${ROUTE}#HEAD`]: withoutToken('HEAD'),
  [`${ROUTE}#PATCH`]: withoutToken('PATCH'),
  [`${ROUTE}#DELETE`]: withoutToken('DELETE'),
  [`${ROUTE}#POST`]: withoutToken('POST', '/annotations'),
  [`${ROUTE}#PUT`]: withoutToken('PUT', `/web-annotations/${ID}/${ID}`),
  // It tells which methods there are, as the documentation does.
  [`${ROUTE}#OPTIONS`]: everyone((open) =>
    open(new Request('http://localhost/api/v1/annotations', { method: 'OPTIONS' })),
  ),
  'app/(workspace)/projects/[projectId]/api/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/api/reference/page.tsx#default': page('project.read'),
  'lib/api/tokens/commands.ts#createToken': alone(
    commandOf('project.read', createTokenSchema, aToken),
  ),
  'lib/api/tokens/commands.ts#revokeToken': commandOf('project.read', tokenRefSchema),
  'lib/api/tokens/actions.ts#createTokenAction': alone(
    action('project.read', createTokenSchema, aToken),
  ),
  'lib/api/tokens/actions.ts#revokeTokenAction': action('project.read', tokenRefSchema),
  'lib/api/webhooks/commands.ts#createWebhook': alone(
    commandOf('webhooks.manage', createWebhookSchema, aWebhook),
  ),
  'lib/api/webhooks/commands.ts#pauseWebhook': commandOf('webhooks.manage', webhookRefSchema),
  'lib/api/webhooks/commands.ts#resumeWebhook': commandOf('webhooks.manage', webhookRefSchema),
  'lib/api/webhooks/commands.ts#removeWebhook': commandOf('webhooks.manage', webhookRefSchema),
  'lib/api/webhooks/actions.ts#createWebhookAction': alone(
    action('webhooks.manage', createWebhookSchema, aWebhook),
  ),
  'lib/api/webhooks/actions.ts#pauseWebhookAction': action('webhooks.manage', webhookRefSchema),
  'lib/api/webhooks/actions.ts#resumeWebhookAction': action('webhooks.manage', webhookRefSchema),
  'lib/api/webhooks/actions.ts#removeWebhookAction': action('webhooks.manage', webhookRefSchema),
};
