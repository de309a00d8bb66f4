import { randomUUID } from 'node:crypto';
import { cancelRelease, createRelease } from '@/lib/releases/frozen/commands';
import {
  createReleaseSchema,
  releaseRefSchema,
  withdrawReleaseSchema,
} from '@/lib/releases/frozen/schema';
import { action, alone, commandOf, page, type Row, route, type Scene } from './row';

/** What a release asks for, in the scene's project. */
const aRelease = () => ({
  name: 'r',
  spec: {
    formats: ['jsonl'],
    filter: { states: [] },
    articles: {},
    splits: null,
    anonymise: false,
  },
});

/** Doors of releases. */
export const RELEASE_ROWS: Readonly<Record<string, Row>> = {
  'lib/releases/frozen/commands.ts#createRelease': alone(
    commandOf('datasets.release', createReleaseSchema, aRelease),
  ),
  'lib/releases/frozen/commands.ts#cancelRelease': commandOf('datasets.release', releaseRefSchema),
  'lib/releases/frozen/commands.ts#withdrawRelease': commandOf(
    'datasets.release',
    withdrawReleaseSchema,
  ),
  'lib/releases/frozen/actions.ts#createReleaseAction': alone(
    action('datasets.release', createReleaseSchema, aRelease),
  ),
  'lib/releases/frozen/actions.ts#cancelReleaseAction': action(
    'datasets.release',
    releaseRefSchema,
  ),
  'lib/releases/frozen/actions.ts#withdrawReleaseAction': action(
    'datasets.release',
    withdrawReleaseSchema,
  ),
  // It says who may, to members who may not.
  'app/(workspace)/projects/[projectId]/releases/new/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/releases/[releaseId]/page.tsx#default': {
    ...page('project.read'),
    knock: async (open, _person, scene) => {
      const params = Promise.resolve({
        projectId: scene.projectId,
        releaseId: await releaseOf(scene),
      });
      return open({ params, searchParams: Promise.resolve({}) });
    },
  },
  'app/api/projects/[projectId]/releases/[releaseId]/route.ts#GET': route(
    'datasets.export',
    () => new Request('http://localhost/'),
    () => ({ releaseId: randomUUID() }),
  ),
};

/** A release of the scene's project that was cancelled, so that more may be asked for. */
async function releaseOf({ projectId }: Scene): Promise<string> {
  const operator = { kind: 'operator', projectId } as const;
  const parsed = createReleaseSchema.parse({ projectId, ...aRelease() });
  const made = await createRelease(operator, parsed);
  if (!made.ok) throw new Error(made.error.userMessage);
  await cancelRelease(operator, made.value);
  return made.value.releaseId;
}
