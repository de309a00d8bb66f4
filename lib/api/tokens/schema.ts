import { z } from 'zod';
import { isStorable, NOT_STORABLE } from '@/lib/text/storable';
import { SCOPES, type Scope } from '../scopes';

/** How long a token may live, days. */
export const TOKEN_DAYS = [7, 30, 90, 365] as const;

export const createTokenSchema = z.object({
  projectId: z.uuid(),
  name: z
    .string()
    .trim()
    .min(1, 'Say what the token is for.')
    .max(100)
    .refine(isStorable, NOT_STORABLE),
  scopes: z.array(z.enum(SCOPES)).min(1, 'Choose what the token may do.').max(SCOPES.length),
  days: z.coerce.number().int().min(1).max(365),
});

export const tokenRefSchema = z.object({ projectId: z.uuid(), tokenId: z.uuid() });

/** A token as pages see it. Times in ISO 8601, UTC. */
export interface TokenDto {
  readonly id: string;
  readonly name: string;
  /** The end of the secret. */
  readonly hint: string;
  readonly scopes: readonly Scope[];
  readonly ownerId: string;
  readonly ownerName: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** To the minute; null when it was never used. */
  readonly usedAt: string | null;
  readonly state: 'live' | 'expired' | 'revoked';
}
