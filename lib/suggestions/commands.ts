import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { annotationEffect, attributionEffect } from '@/lib/annotations/commands/create';
import { type OpenCoding, writeInCoding } from '@/lib/annotations/in-coding';
import {
  type AnnotationChange,
  createAnnotationSchema,
  createAttributionSchema,
} from '@/lib/annotations/schema';
import { seesColleagues } from '@/lib/annotations/visibility';
import type { UserActor } from '@/lib/auth/actor';
import { inProject } from '@/lib/db/tx';
import { appendEvent } from '@/lib/provenance/commands';
import { err, ok, type Result } from '@/lib/result/result';
import { readOwnMarks, readProviders, readQuestion } from './ask';
import { checkProposal, fingerprintOf, sameProposal } from './proposal';
import { offersFromElsewhere } from './providers/elsewhere';
import { offersOverHttp } from './providers/http-provider';
import type { Offers, Question } from './providers/provider';
import { offersOfRules } from './providers/rules-provider';
import { offersFromTwins } from './providers/twins';
import type {
  AskAnswer,
  AskedProvider,
  acceptSuggestionSchema,
  askSuggestionsSchema,
  Proposal,
  rejectSuggestionSchema,
  SuggestionsDto,
} from './schema';
import {
  insertDecision,
  insertOffers,
  lockSuggestion,
  readSuggestions,
  retireOffers,
  type StoredSuggestion,
} from './store';

/** Most reasons of refusal that are told; all are counted. */
const MOST_REASONS = 20;

type Answered = { readonly key: string; readonly answer: Result<Offers> };

/**
 * Asks the project's providers for suggestions on one text, for the acting person alone, and keeps
 * what is new to them. Nothing is annotated. A provider that fails is told and stops no other.
 * Errors: those of `inProject`, `not_found`, `forbidden` while the person codes blind.
 */
export async function askSuggestions(
  actor: UserActor,
  input: z.output<typeof askSuggestionsSchema>,
): Promise<Result<AskAnswer>> {
  const { articleVersionId, origins } = input;
  const wanted = (key: string) => origins === undefined || origins.includes(key);
  const prepared = await inProject(actor, 'annotations.write', async (tx) => {
    if (!(await seesColleagues(tx, { articleVersionId }))) {
      return err('forbidden', 'Suggestions are not shown while you code blind.');
    }
    const question = await readQuestion(tx, articleVersionId);
    if (!question.ok) return question;
    const elsewhere = wanted('elsewhere') ? await offersFromElsewhere(tx, question.value) : null;
    const twins = wanted('twins') ? await offersFromTwins(tx, question.value) : null;
    const providers = (await readProviders(tx)).filter(({ id }) => wanted(id));
    return ok({ question: question.value, elsewhere, twins, providers });
  });
  if (!prepared.ok) return prepared;
  const { question, elsewhere, twins, providers } = prepared.value;
  // Outside any transaction: providers on the network take their time.
  const answered: Answered[] = [
    ...(wanted('rules') ? [{ key: 'rules', answer: ok(offersOfRules(question)) }] : []),
    ...(elsewhere ? [{ key: 'elsewhere', answer: ok(elsewhere) }] : []),
    ...(twins ? [{ key: 'twins', answer: ok(twins) }] : []),
    ...(await Promise.all(
      providers.map(async (provider) => ({
        key: provider.id,
        answer: await offersOverHttp(provider, question),
      })),
    )),
  ];
  return inProject(actor, 'annotations.write', async (tx, me) => {
    const desk = { articleVersionId, coderId: actor.userId };
    const own = await readOwnMarks(tx, articleVersionId, actor.userId);
    const asked: AskedProvider[] = [];
    for (const { key, answer } of answered) {
      asked.push(await keep(key, answer));
    }
    const suggestions = await readSuggestions(tx, desk);
    const [article] = await tx.sql<{ id: string }>(
      `SELECT article_id AS id FROM article_versions WHERE project_id = $1::uuid AND id = $2::uuid`,
      tx.projectId,
      articleVersionId,
    );
    await appendEvent(tx, {
      type: 'suggestion.asked',
      actorId: me.userId,
      articleId: article?.id ?? null,
      payload: {
        articleVersionId,
        providers: asked.map(({ origin, offered, known, refused, failure }) => ({
          origin,
          offered,
          known,
          refused,
          failure,
        })),
      },
    });
    return ok({ asked, suggestions });

    async function keep(key: string, answer: Result<Offers>): Promise<AskedProvider> {
      if (!answer.ok) {
        const failure = answer.error.userMessage;
        return { origin: key, offered: 0, known: 0, refused: 0, refusals: [], failure };
      }
      const { version, offers, refusals } = sorted(answer.value, question);
      const origin = { key, version };
      const fresh = offers.filter(({ proposal }) => !isMarked(proposal, own));
      const offered = await insertOffers(tx, desk, origin, fresh);
      await retireOffers(tx, desk, origin, fresh);
      return {
        origin: key,
        offered,
        known: offers.length - offered,
        refused: refusals.length,
        refusals: refusals.slice(0, MOST_REASONS),
        failure: null,
      };
    }
  });
}

/** Parts what the codebook and the text allow from what they refuse, with reasons. */
function sorted({ version, offers, refusals }: Offers, { asked, codebook }: Question): Offers {
  const fitting: Offers['offers'][number][] = [];
  const refused = [...refusals];
  for (const offer of offers) {
    const fit = checkProposal(codebook, offer.proposal, asked.length);
    if (fit.ok) fitting.push(offer);
    else refused.push(`${offer.proposal.codeKey}: ${fit.error.userMessage}`);
  }
  return { version, offers: fitting, refusals: refused };
}

/** Whether the person has marked the very passage so already: the span, or an attribution's content. */
function isMarked(
  { kind, codeKey, fragments, parts }: Proposal,
  own: ReadonlySet<string>,
): boolean {
  const span = (key: string, places: Proposal['fragments']) =>
    own.has(
      fingerprintOf({ kind: 'span', codeKey: key, attributes: {}, fragments: places, parts: [] }),
    );
  if (kind === 'span') return span(codeKey, fragments);
  return parts.some((part) => part.codeKey === 'content' && span('content', part.fragments));
}

/**
 * Makes a suggestion the acting person's own annotation, as it stands or as they changed it: one
 * undoable operation like any other, whose events name the suggestion that it came from. Errors:
 * `conflict` (decided already), `not_found`, and those of `createAnnotation`.
 */
export async function acceptSuggestion(
  actor: UserActor,
  input: z.output<typeof acceptSuggestionSchema>,
): Promise<Result<AnnotationChange>> {
  return writeInCoding(actor, 'suggestion.accept', input, async (coding) => {
    const found = await openSuggestion(coding, input.suggestionId);
    if (!found.ok) return found;
    const { origin, originVersion, score, proposal: offered } = found.value;
    const proposal = input.proposal ?? offered;
    const outcome = sameProposal(proposal, offered) ? ('accepted' as const) : ('changed' as const);
    const effect = await effectOf(coding, input, proposal);
    if (!effect.ok) return effect;
    const suggestion = { id: input.suggestionId, provider: origin, version: originVersion, score };
    return ok({
      ...effect.value,
      origin: { suggestion: { ...suggestion, outcome } },
      afterwards: async () => {
        await insertDecision(coding.tx, {
          suggestionId: input.suggestionId,
          deciderId: coding.userId,
          outcome,
          annotationId: input.annotationId,
        });
        const payload = { suggestion, before: offered, after: proposal };
        return [{ type: `suggestion.${outcome}`, annotationId: input.annotationId, payload }];
      },
    });
  });
}

/** Turns a suggestion down: it does not come back to this person. Errors as `acceptSuggestion`. */
export async function rejectSuggestion(
  actor: UserActor,
  input: z.output<typeof rejectSuggestionSchema>,
): Promise<Result<SuggestionsDto>> {
  const written = await writeInCoding(actor, 'suggestion.reject', input, async (coding) => {
    const found = await openSuggestion(coding, input.suggestionId);
    if (!found.ok) return found;
    const { id, origin, originVersion, score, proposal } = found.value;
    return ok({
      label: 'Reject suggestion',
      moves: [],
      afterwards: async () => {
        await insertDecision(coding.tx, {
          suggestionId: id,
          deciderId: coding.userId,
          outcome: 'rejected',
          annotationId: null,
        });
        const suggestion = { id, provider: origin, version: originVersion, score };
        return [
          { type: 'suggestion.rejected' as const, payload: { suggestion, before: proposal } },
        ];
      },
    });
  });
  if (!written.ok) return written;
  return inProject(actor, 'annotations.write', async (tx) =>
    ok(
      await readSuggestions(tx, {
        articleVersionId: input.articleVersionId,
        coderId: actor.userId,
      }),
    ),
  );
}

async function openSuggestion(
  coding: OpenCoding,
  suggestionId: string,
): Promise<Result<StoredSuggestion>> {
  const { tx, articleVersionId, userId } = coding;
  if (!(await seesColleagues(tx, { articleVersionId }))) {
    return err('forbidden', 'Suggestions are not shown while you code blind.');
  }
  const found = await lockSuggestion(tx, { articleVersionId, coderId: userId }, suggestionId);
  if (!found) return err('not_found', 'There is no such suggestion for you.');
  if (found.outcome !== null)
    return err('conflict', 'You have decided on this suggestion already.');
  return ok(found);
}

function effectOf(
  coding: OpenCoding,
  input: z.output<typeof acceptSuggestionSchema>,
  proposal: Proposal,
) {
  const { projectId, articleVersionId, idempotencyKey, annotationId } = input;
  const base = { projectId, articleVersionId, idempotencyKey, annotationId };
  const { kind, codeKey, fragments, attributes } = proposal;
  if (kind !== 'composite') {
    return annotationEffect(
      coding,
      createAnnotationSchema.parse({ ...base, kind, codeKey, fragments, attributes }),
    );
  }
  const parts = proposal.parts.map((part) => ({ ...part, annotationId: uuidv7() }));
  return attributionEffect(
    coding,
    createAttributionSchema.parse({
      ...base,
      attributes,
      members: parts.map(({ role, annotationId: id }) => ({ role, annotationId: id })),
      newSpans: parts.map(({ role: _role, ...span }) => span),
    }),
  );
}
