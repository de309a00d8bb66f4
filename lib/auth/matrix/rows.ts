import { startImport } from '@/lib/ingest/import-row';
import { importRefSchema } from '@/lib/ingest/upload-schema';
import { createFolderSink } from '@/lib/releases/sink';
import {
  acceptInvitationSchema,
  changeNameSchema,
  changePasswordSchema,
  changeRoleSchema,
  inviteSchema,
  memberSchema,
  resetPasswordSchema,
  revokeInvitationSchema,
} from '../schema';
import {
  action,
  alone,
  command,
  commandOf,
  everyone,
  inner,
  operatorOnly,
  page,
  type Row,
  route,
  type Scene,
  signedIn,
} from './row';
import { ADJUDICATION_ROWS } from './rows-adjudication';
import { AGREEMENT_ROWS } from './rows-agreement';
import { API_ROWS } from './rows-api';
import { ASSIGNMENT_ROWS } from './rows-assignments';
import { CODEBOOK_ROWS } from './rows-codebook';
import { CODING_ROWS } from './rows-coding';
import { DASHBOARD_ROWS } from './rows-dashboard';
import { INTAKE_ROWS } from './rows-intake';
import { REGISTER_ROWS } from './rows-registers';
import { RELEASE_ROWS } from './rows-releases';
import { SEARCH_ROWS } from './rows-search';
import { SUGGESTION_ROWS } from './rows-suggestions';
import { TRAINING_ROWS } from './rows-training';
import { VERSION_ROWS } from './rows-versions';
import { NOBODY, sample } from './sample';

const IN_TRANSACTION = 'takes an open transaction of a command that has checked';
const MACHINE = 'called by the command line and at set-up alone; no action or route leads to it';
const OWN = 'takes the id of the signed-in user, whom the action has checked';

const NO_FILTER = { layers: [], codes: [], coders: [], states: [] };
const invited = () => ({ email: 'someone@example.org', role: 'reader' });
const bystander = (scene: Scene) => ({ userId: scene.bystanderId });
const nameless = { params: Promise.resolve({}), searchParams: Promise.resolve({}) };

const URL_OF_ROUTE = 'http://localhost/?offset=0';
const UPLOAD = { sourceName: 'a', format: 'plain', files: [{ path: 'a.txt', size: 9 }] };

function sent(method: string, body: string, headers: Record<string, string>): Request {
  const length = String(new Blob([body]).size);
  return new Request(URL_OF_ROUTE, {
    method,
    body,
    headers: { ...headers, 'content-length': length },
  });
}

/** An import of the tried project, so that a member's way leads somewhere. */
async function importOf({ projectId }: Scene): Promise<string> {
  const started = await startImport({ kind: 'operator', projectId }, 'a.txt', 'plain');
  if (!started.ok) throw new Error(started.error.userMessage);
  return started.value;
}
const ofImport: Row = {
  ...page('project.read'),
  knock: async (open, _person, scene) => {
    const importId = await importOf(scene);
    const params = Promise.resolve({ projectId: scene.projectId, importId });
    return open(new Request('http://localhost/'), { params });
  },
};
const pageOfImport: Row = {
  ...page('project.read'),
  knock: async (open, _person, scene) => {
    const importId = await importOf(scene);
    const params = Promise.resolve({ projectId: scene.projectId, importId });
    return open({ params, searchParams: Promise.resolve({}) });
  },
};

/** Who may come in where. A door without a row, and a row without a door, fail the test. */
export const ROWS: Readonly<Record<string, Row>> = {
  ...ASSIGNMENT_ROWS,
  ...CODING_ROWS,
  ...DASHBOARD_ROWS,
  ...ADJUDICATION_ROWS,
  ...CODEBOOK_ROWS,
  ...AGREEMENT_ROWS,
  ...API_ROWS,
  ...SUGGESTION_ROWS,
  ...VERSION_ROWS,
  ...TRAINING_ROWS,
  ...INTAKE_ROWS,
  ...REGISTER_ROWS,
  ...RELEASE_ROWS,
  ...SEARCH_ROWS,

  // Pages outside a project.
  'app/(auth)/sign-in/page.tsx#default': everyone((open) => open(nameless)),
  'app/(auth)/invitations/[token]/page.tsx#default': everyone((open) =>
    open({ params: Promise.resolve({ token: 'no-such-token' }) }),
  ),
  'app/(auth)/new-password/[token]/page.tsx#default': everyone((open) =>
    open({ params: Promise.resolve({ token: 'no-such-token' }) }),
  ),
  'app/(workspace)/page.tsx#default': signedIn((open) => open(nameless)),
  'app/(workspace)/account/page.tsx#default': signedIn((open) => open(nameless)),

  // Pages of a project.
  'app/(workspace)/projects/[projectId]/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/articles/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/articles/[articleId]/page.tsx#default': page(
    'project.read',
    ({ articleId }) => ({ articleId }),
  ),
  'app/(workspace)/projects/[projectId]/articles/[articleId]/attributions/page.tsx#default': page(
    'project.read',
    (scene) => ({ articleId: scene.articleId }),
  ),
  'app/(workspace)/projects/[projectId]/articles/[articleId]/as-it-was/page.tsx#default': page(
    'history.read',
    ({ articleId }) => ({ articleId }),
  ),
  'app/(workspace)/projects/[projectId]/articles/[articleId]/history/page.tsx#default': page(
    'project.read',
    ({ articleId }) => ({ articleId }),
  ),
  'app/(workspace)/projects/[projectId]/annotations/[annotationId]/page.tsx#default': page(
    'project.read',
    ({ annotationId }) => ({ annotationId }),
  ),
  'app/(workspace)/projects/[projectId]/review/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/review/[articleId]/page.tsx#default': page(
    'project.read',
    ({ articleId }) => ({ articleId }),
  ),
  'app/(workspace)/projects/[projectId]/my-work/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/imports/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/imports/[importId]/page.tsx#default': pageOfImport,
  'app/(workspace)/projects/[projectId]/articles/next/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/history/as-it-was/page.tsx#default': page('history.read'),
  'app/(workspace)/projects/[projectId]/history/page.tsx#default': page('history.read'),
  'app/api/projects/[projectId]/checkpoint/route.ts#GET': route(
    'history.read',
    () => new Request(URL_OF_ROUTE),
  ),
  'app/(workspace)/projects/[projectId]/members/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/releases/page.tsx#default': page('project.read'),

  // Routes.
  'app/api/auth/[...nextauth]/route.ts#GET': inner('next-auth’s own: sign-in, sign-out, session'),
  'app/api/auth/[...nextauth]/route.ts#POST': inner('next-auth’s own: sign-in, sign-out, session'),
  'app/api/projects/[projectId]/exports/route.ts#POST': route('datasets.export', () =>
    sent('POST', 'format=jsonl', { 'content-type': 'application/x-www-form-urlencoded' }),
  ),
  'app/api/projects/[projectId]/articles/[articleId]/live/route.ts#GET': route(
    'project.read',
    // Gone before it begins, so that no stream stays open.
    ({ articleVersionId }) =>
      new Request(`http://localhost/?version=${articleVersionId}&after=0`, {
        signal: AbortSignal.abort(),
      }),
    ({ articleId }) => ({ articleId }),
  ),
  'app/api/projects/[projectId]/imports/[importId]/route.ts#GET': ofImport,
  'app/api/projects/[projectId]/imports/[importId]/rejections/route.ts#GET': ofImport,

  'app/api/projects/[projectId]/imports/route.ts#POST': route('articles.import', () =>
    sent('POST', JSON.stringify(UPLOAD), { 'content-type': 'application/json' }),
  ),
  'app/api/projects/[projectId]/imports/uploads/[uploadId]/route.ts#PUT': route(
    'articles.import',
    () => sent('PUT', 'Some text', {}),
    () => ({ uploadId: NOBODY }),
  ),
  // People.
  'lib/auth/commands.ts#inviteMember': commandOf('members.manage', inviteSchema, invited),
  'lib/auth/commands.ts#revokeInvitation': commandOf('members.manage', revokeInvitationSchema),
  'lib/auth/commands.ts#changeRole': commandOf('members.manage', changeRoleSchema),
  'lib/auth/commands.ts#removeMember': commandOf('members.manage', memberSchema),
  'lib/auth/commands.ts#acceptInvitation': everyone((open) =>
    open({ token: 'no-such-token', signedInUserId: null }),
  ),
  'lib/auth/commands.ts#putMember': inner(IN_TRANSACTION),
  'lib/auth/commands.ts#lockMember': inner(IN_TRANSACTION),
  'lib/auth/account-commands.ts#createUser': operatorOnly(() => [
    { email: 'someone@example.org', name: 'Someone', password: 'a river in november' },
  ]),
  'lib/auth/account-commands.ts#reactivateUser': operatorOnly(() => [{ userId: NOBODY }]),
  'lib/auth/account-commands.ts#addMember': operatorOnly(() => [{ userId: NOBODY, role: 'admin' }]),
  'lib/auth/password-commands.ts#changePassword': inner(OWN),
  'lib/auth/account-commands.ts#changeName': inner(OWN),
  'lib/auth/account-commands.ts#changeLocale': inner(OWN),
  'lib/auth/account-commands.ts#signOutEverywhere': inner(OWN),
  'lib/auth/account-commands.ts#deactivateUser': alone(
    command('members.manage', (scene) => [bystander(scene)]),
  ),
  'lib/auth/password-commands.ts#makeResetLink': alone(
    command('members.manage', (scene) => [bystander(scene)]),
  ),
  'lib/auth/password-commands.ts#resetPassword': everyone((open) =>
    open({ token: 'no-such-token', password: 'a river in november' }),
  ),
  'lib/auth/actions.ts#makeResetLinkAction': action('members.manage', memberSchema),
  'lib/auth/actions.ts#resetPasswordAction': everyone((open) =>
    open(sample(resetPasswordSchema, {}).sent),
  ),
  'lib/auth/actions.ts#inviteMemberAction': action('members.manage', inviteSchema, invited),
  'lib/auth/actions.ts#revokeInvitationAction': action('members.manage', revokeInvitationSchema),
  'lib/auth/actions.ts#changeRoleAction': action('members.manage', changeRoleSchema),
  'lib/auth/actions.ts#removeMemberAction': action('members.manage', memberSchema),
  'lib/auth/actions.ts#deactivateUserAction': action('members.manage', memberSchema),
  'lib/auth/actions.ts#acceptInvitationAction': everyone((open) =>
    open(sample(acceptInvitationSchema, {}).sent),
  ),
  'lib/auth/actions.ts#changePasswordAction': signedIn((open) =>
    open(sample(changePasswordSchema, {}).sent),
  ),
  'lib/auth/actions.ts#changeNameAction': signedIn((open) =>
    open(sample(changeNameSchema, { name: 'Someone' }).sent),
  ),
  // English, since the doors behind this one are read by what they say.
  'lib/i18n/actions.ts#chooseLocaleAction': everyone((open) => open({ locale: 'en' })),
  'app/(workspace)/account/shortcuts/page.tsx#default': signedIn((open) => open(nameless)),
  'lib/shortcuts/commands.ts#setShortcut': inner(OWN),
  'lib/shortcuts/commands.ts#resetShortcuts': inner(OWN),
  'lib/shortcuts/actions.ts#setShortcutAction': signedIn((open) =>
    open({ actionId: 'next', keys: null }),
  ),
  'lib/shortcuts/actions.ts#resetShortcutsAction': signedIn((open) => open()),
  'lib/auth/actions.ts#signOutEverywhereAction': alone(signedIn((open) => open())),

  // Project, codebook, imports, exports, history.
  'lib/projects/commands.ts#createProject': inner(MACHINE),
  'lib/backup/commands.ts#backup': inner(MACHINE),
  'lib/backup/commands.ts#restore': inner(MACHINE),
  'lib/provenance/commands.ts#appendEvent': inner(IN_TRANSACTION),
  'lib/ingest/commands.ts#importSource': command('articles.import', () => [
    [{ path: 'a.txt', size: 9, stream: () => new Blob(['Some text']).stream() }],
    { format: 'plain', sourceName: 'a.txt', dryRun: true },
  ]),
  'lib/ingest/upload-commands.ts#openUpload': command('articles.import', () => [
    {
      sourceName: 'a.txt',
      format: 'plain',
      createCodes: false,
      files: [{ path: 'a.txt', size: 1 }],
    },
  ]),
  'lib/ingest/upload-commands.ts#addToUpload': command('articles.import', () => [
    NOBODY,
    0,
    new Uint8Array(),
  ]),
  'lib/ingest/upload-commands.ts#cancelImport': command('articles.import', () => [NOBODY]),
  'lib/ingest/actions.ts#cancelImportAction': action('articles.import', importRefSchema),
  'lib/provenance/actions.ts#verifyHistoryAction': {
    ...page('history.read'),
    knock: (open, _person, { projectId }) => open(projectId),
  },
  'lib/releases/commands.ts#exportLake': operatorOnly(() => ['p', createFolderSink('nowhere')]),
  'lib/releases/commands.ts#exportDataset': command('datasets.export', () => [
    { format: 'jsonl', filter: { ...NO_FILTER, codes: ['no-such-code'] } },
    createFolderSink('/nonexistent'),
  ]),
  'lib/releases/actions.ts#previewExportAction': {
    ...page('datasets.export'),
    knock: (open, _person, { projectId }) => open({ projectId, filter: NO_FILTER }),
  },
};
