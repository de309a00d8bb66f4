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
import { createClaim } from '@/lib/claims/commands';
import {
  addEvidenceSchema,
  addWordingSchema,
  changeClaimSchema,
  createClaimSchema,
  judgeClaimSchema,
  linkClaimsSchema,
  mergeClaimsSchema,
  removeEvidenceSchema,
  removeWordingSchema,
  splitClaimSchema,
  unlinkClaimsSchema,
} from '@/lib/claims/schema';
import { labelArticleSchema, lookAgainSchema } from '@/lib/wirecopy/schema';
import { action, commandOf, page, type Row, route, type Scene } from './row';

/** Somebody in the scene's register. */
async function actorOf({ projectId }: Scene): Promise<string> {
  const operator = { kind: 'operator', projectId } as const;
  const made = await createActor(operator, { name: randomUUID(), kind: null });
  if (!made.ok) throw new Error(made.error.userMessage);
  return made.value.id;
}

/** A claim in the scene's register. */
async function claimOf({ projectId }: Scene): Promise<string> {
  const operator = { kind: 'operator', projectId } as const;
  const made = await createClaim(operator, { name: randomUUID() });
  if (!made.ok) throw new Error(made.error.userMessage);
  return made.value.id;
}

const aVerdict = () => ({ value: null, worst: null, best: null, reviewUrl: null });

/** Doors of the registers: who is quoted, what is claimed, and who copies whom. */
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
  'lib/claims/commands.ts#createClaim': commandOf('annotations.write', createClaimSchema),
  'lib/claims/actions.ts#createClaimAction': action('annotations.write', createClaimSchema),
  'lib/claims/commands.ts#changeClaim': commandOf('annotations.write', changeClaimSchema),
  'lib/claims/actions.ts#changeClaimAction': action('annotations.write', changeClaimSchema),
  'lib/claims/commands.ts#addWording': commandOf('annotations.write', addWordingSchema),
  'lib/claims/actions.ts#addWordingAction': action('annotations.write', addWordingSchema),
  'lib/claims/commands.ts#removeWording': commandOf('annotations.write', removeWordingSchema),
  'lib/claims/actions.ts#removeWordingAction': action('annotations.write', removeWordingSchema),
  'lib/claims/commands.ts#mergeClaims': commandOf('annotations.write', mergeClaimsSchema),
  'lib/claims/actions.ts#mergeClaimsAction': action('annotations.write', mergeClaimsSchema),
  'lib/claims/commands.ts#splitClaim': commandOf('annotations.write', splitClaimSchema),
  'lib/claims/actions.ts#splitClaimAction': action('annotations.write', splitClaimSchema),
  'lib/claims/commands.ts#linkClaims': commandOf('annotations.write', linkClaimsSchema),
  'lib/claims/actions.ts#linkClaimsAction': action('annotations.write', linkClaimsSchema),
  'lib/claims/commands.ts#unlinkClaims': commandOf('annotations.write', unlinkClaimsSchema),
  'lib/claims/actions.ts#unlinkClaimsAction': action('annotations.write', unlinkClaimsSchema),
  'lib/claims/commands.ts#addEvidence': commandOf('annotations.write', addEvidenceSchema),
  'lib/claims/actions.ts#addEvidenceAction': action('annotations.write', addEvidenceSchema),
  'lib/claims/commands.ts#removeEvidence': commandOf('annotations.write', removeEvidenceSchema),
  'lib/claims/actions.ts#removeEvidenceAction': action('annotations.write', removeEvidenceSchema),
  'lib/claims/commands.ts#judgeClaim': commandOf('annotations.write', judgeClaimSchema, aVerdict),
  'lib/claims/actions.ts#judgeClaimAction': action('annotations.write', judgeClaimSchema, aVerdict),
  'app/(workspace)/projects/[projectId]/claims/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/claims/assertions/page.tsx#default': page('project.read'),
  'app/(workspace)/projects/[projectId]/claims/[claimId]/page.tsx#default': {
    ...page('project.read'),
    knock: async (open, _person, scene) => {
      const params = Promise.resolve({ projectId: scene.projectId, claimId: await claimOf(scene) });
      return open({ params, searchParams: Promise.resolve({}) });
    },
  },
  'app/api/projects/[projectId]/claims/route.ts#GET': route(
    'project.read',
    () => new Request('http://localhost/'),
  ),
  'app/api/projects/[projectId]/claims/[claimId]/claimreview/route.ts#GET': route(
    'project.read',
    () => new Request('http://localhost/'),
    () => ({ claimId: randomUUID() }),
  ),
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
