'use server';

import { revalidatePath } from 'next/cache';
import { act } from '@/lib/auth/act';
import type { Result } from '@/lib/result/result';
import {
  addEvidence,
  addWording,
  changeClaim,
  createClaim,
  judgeClaim,
  linkClaims,
  mergeClaims,
  removeEvidence,
  removeWording,
  splitClaim,
  unlinkClaims,
} from './commands';
import {
  addEvidenceSchema,
  addWordingSchema,
  type ClaimDto,
  changeClaimSchema,
  createClaimSchema,
  judgeClaimSchema,
  linkClaimsSchema,
  mergeClaimsSchema,
  removeEvidenceSchema,
  removeWordingSchema,
  splitClaimSchema,
  unlinkClaimsSchema,
} from './schema';

const refresh = ({ projectId }: { readonly projectId: string }) =>
  revalidatePath(`/projects/${projectId}/claims`, 'layout');

export async function createClaimAction(input: unknown): Promise<Result<ClaimDto>> {
  return act(createClaimSchema, input, createClaim, refresh);
}

export async function changeClaimAction(input: unknown): Promise<Result<ClaimDto>> {
  return act(changeClaimSchema, input, changeClaim, refresh);
}

export async function addWordingAction(input: unknown): Promise<Result<ClaimDto>> {
  return act(addWordingSchema, input, addWording, refresh);
}

export async function removeWordingAction(input: unknown): Promise<Result<ClaimDto>> {
  return act(removeWordingSchema, input, removeWording, refresh);
}

export async function mergeClaimsAction(input: unknown): Promise<Result<ClaimDto>> {
  return act(mergeClaimsSchema, input, mergeClaims, refresh);
}

export async function splitClaimAction(input: unknown): Promise<Result<ClaimDto>> {
  return act(splitClaimSchema, input, splitClaim, refresh);
}

export async function linkClaimsAction(input: unknown): Promise<Result<{ linkId: string }>> {
  return act(linkClaimsSchema, input, linkClaims, refresh);
}

export async function unlinkClaimsAction(input: unknown): Promise<Result<void>> {
  return act(unlinkClaimsSchema, input, unlinkClaims, refresh);
}

export async function addEvidenceAction(input: unknown): Promise<Result<{ evidenceId: string }>> {
  return act(addEvidenceSchema, input, addEvidence, refresh);
}

export async function removeEvidenceAction(input: unknown): Promise<Result<void>> {
  return act(removeEvidenceSchema, input, removeEvidence, refresh);
}

export async function judgeClaimAction(input: unknown): Promise<Result<{ verdictId: string }>> {
  return act(judgeClaimSchema, input, judgeClaim, refresh);
}
