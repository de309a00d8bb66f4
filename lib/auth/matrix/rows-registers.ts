import { randomUUID } from 'node:crypto';
import { createActor } from '@/lib/actors/commands';
import {
  addNameSchema,
  changeActorSchema,
  createActorSchema,
  mergeActorsSchema,
  removeNameSchema,
  splitActorSchema,
} from '@/lib/actors/schema';
import { labelArticleSchema, lookAgainSchema } from '@/lib/wirecopy/schema';
import { action, commandOf, page, type Row, route, type Scene } from './row';

/** Somebody in the scene's register. */
async function actorOf({ projectId }: Scene): Promise<string> {
  const operator = { kind: 'operator', projectId } as const;
  const made = await createActor(operator, { name: randomUUID(), kind: null });
  if (!made.ok) throw new Error(made.error.userMessage);
  return made.value.id;
}

/** Doors of the registers: who is quoted, and who copies whom. */
export const REGISTER_ROWS: Readonly<Record<string, Row>> = {
  'lib/actors/commands.ts#createActor': commandOf('annotations.write', createActorSchema),
  'lib/actors/actions.ts#createActorAction': action('annotations.write', createActorSchema),
  'lib/actors/commands.ts#changeActor': commandOf('annotations.write', changeActorSchema),
  'lib/actors/actions.ts#changeActorAction': action('annotations.write', changeActorSchema),
  'lib/actors/commands.ts#addName': commandOf('annotations.write', addNameSchema),
  'lib/actors/actions.ts#addNameAction': action('annotations.write', addNameSchema),
  'lib/actors/commands.ts#removeName': commandOf('annotations.write', removeNameSchema),
  'lib/actors/actions.ts#removeNameAction': action('annotations.write', removeNameSchema),
  'lib/actors/commands.ts#mergeActors': commandOf('annotations.write', mergeActorsSchema),
  'lib/actors/actions.ts#mergeActorsAction': action('annotations.write', mergeActorsSchema),
  'lib/actors/commands.ts#splitActor': commandOf('annotations.write', splitActorSchema),
  'lib/actors/actions.ts#splitActorAction': action('annotations.write', splitActorSchema),
  'lib/wirecopy/commands.ts#labelArticle': commandOf('annotations.write', labelArticleSchema),
  'lib/wirecopy/actions.ts#labelArticleAction': action('annotations.write', labelArticleSchema),
  'lib/wirecopy/actions.ts#lookAgainAction': action('articles.import', lookAgainSchema),
  'app/(workspace)/projects/[projectId]/wire-copy/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/wire-copy/[articleId]/page.tsx#default': page(
    'project.read',
    ({ articleId }) => ({ articleId }),
  ),
  'lib/wirecopy/commands.ts#lookAgain': commandOf('articles.import', lookAgainSchema),
  'app/(workspace)/projects/[projectId]/sources/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/sources/register/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/sources/quotes/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/sources/[actorId]/page.tsx#default': {
    ...page('project.read'),
    knock: async (open, _person, scene) => {
      const params = Promise.resolve({ projectId: scene.projectId, actorId: await actorOf(scene) });
      return open({ params, searchParams: Promise.resolve({}) });
    },
  },
  'app/api/projects/[projectId]/sources/route.ts#GET': route(
    'project.read',
    () => new Request('http://localhost/'),
  ),
};
