import {
  addPackSchema,
  discardSchema,
  draftRefSchema,
  examplesSchema,
  projectSchema,
  publishSchema,
  saveEditsSchema,
} from '@/lib/codebook/draft/schema';
import { continueSchema, EMPTY_PLAN, previewSchema, startSchema } from '@/lib/migration/schema';
import { action, command, commandOf, inner, page, type Row, route } from './row';
import { NOBODY } from './sample';

const IN_TRANSACTION = 'takes an open transaction of a command that has checked';
const edit = 'codebook.edit';
const edits = () => ({ edits: [{ kind: 'name', before: 'a', now: 'b' }] });
const plan = () => ({ plan: EMPTY_PLAN });
const file = { name: 'a.json', bytes: new Uint8Array(), format: null, mode: 'add' };

function upload(): Request {
  const boundary = 'x';
  const body = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.json"\r\n\r\n{}\r\n--${boundary}--\r\n`;
  return new Request('http://localhost/', {
    method: 'POST',
    body,
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(body.length),
    },
  });
}

/** The codebook: packs, drafts, files, and the carrying over of annotations. */
export const CODEBOOK_ROWS: Readonly<Record<string, Row>> = {
  // Pages open for each member; what a role may not see, the queries behind them refuse.
  'app/(workspace)/projects/[projectId]/codebook/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/codebook/edit/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/codebook/publish/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/codebook/migrate/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/codebook/waiting/page.tsx#default': page('project.read'),
  'app/api/projects/[projectId]/codebook/route.ts#GET': route(
    'project.read',
    () => new Request('http://localhost/?format=json'),
  ),
  'app/api/projects/[projectId]/codebook/route.ts#POST': route(edit, upload),

  'lib/codebook/commands.ts#createCodebook': inner(IN_TRANSACTION),
  'lib/codebook/commands.ts#addPacksIn': inner(IN_TRANSACTION),
  'lib/codebook/commands.ts#addTypesIn': inner(IN_TRANSACTION),
  'lib/codebook/commands.ts#addPack': command(edit, () => ['no-such-pack']),
  'lib/codebook/commands.ts#addCodes': command(edit, () => [[], 'none']),

  'lib/codebook/draft/commands.ts#startDraft': command(edit, () => []),
  'lib/codebook/draft/commands.ts#saveDraft': commandOf(edit, saveEditsSchema, edits),
  'lib/codebook/draft/commands.ts#undoDraft': commandOf(edit, draftRefSchema),
  'lib/codebook/draft/commands.ts#addPackToDraft': commandOf(edit, addPackSchema),
  'lib/codebook/draft/commands.ts#importIntoDraft': command(edit, () => [file]),
  'lib/codebook/draft/commands.ts#rebaseDraftOnCurrent': commandOf(edit, draftRefSchema),
  'lib/codebook/draft/commands.ts#discardDraft': command(edit, () => [NOBODY]),
  'lib/codebook/draft/commands.ts#publishDraft': commandOf(edit, publishSchema),
  'lib/codebook/draft/actions.ts#startDraftAction': action(edit, projectSchema),
  'lib/codebook/draft/actions.ts#saveDraftAction': action(edit, saveEditsSchema, edits),
  'lib/codebook/draft/actions.ts#undoDraftAction': action(edit, draftRefSchema),
  'lib/codebook/draft/actions.ts#draftEditsAction': action(edit, draftRefSchema),
  'lib/codebook/draft/actions.ts#rebaseDraftAction': action(edit, draftRefSchema),
  'lib/codebook/draft/actions.ts#addPackAction': action(edit, addPackSchema),
  'lib/codebook/draft/actions.ts#discardDraftAction': action(edit, discardSchema),
  'lib/codebook/draft/actions.ts#publishDraftAction': action(edit, publishSchema),
  'lib/codebook/draft/actions.ts#findExamplesAction': action(edit, examplesSchema),

  'lib/migration/commands.ts#startMigration': commandOf(edit, startSchema, plan),
  'lib/migration/commands.ts#continueMigration': command(edit, () => [NOBODY]),
  'lib/migration/actions.ts#previewMigrationAction': action(edit, previewSchema, plan),
  'lib/migration/actions.ts#startMigrationAction': action(edit, startSchema, plan),
  'lib/migration/actions.ts#continueMigrationAction': action(edit, continueSchema),
  'lib/provenance/commands.ts#appendEvents': inner(IN_TRANSACTION),
};
