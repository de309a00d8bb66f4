import { z } from 'zod';
import { ROLES } from './roles';

export const roleSchema = z.enum(ROLES);

/** Longest address that SMTP can deliver to (RFC 5321, erratum 1690). */
export const EMAIL_MAX = 254;
/** Shortest password, in code points (OWASP ASVS 5, 6.2.1). */
export const PASSWORD_MIN = 8;
/** Longest password in UTF-16 units, so that hashing cannot be used to tire the server. */
export const PASSWORD_MAX = 1024;
export const NAME_MAX = 120;

/** A name as typed: trimmed, inner spaces single, without control or direction characters. */
export const personNameSchema = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'Enter a name.')
      .max(NAME_MAX, `Use at most ${NAME_MAX} characters.`)
      .refine((text) => !/\p{C}/u.test(text), 'Leave out control characters.'),
  );

export const signInSchema = z.object({
  email: z.string().max(1000),
  password: z.string().min(1).max(PASSWORD_MAX),
});

export const inviteSchema = z.object({
  projectId: z.uuid(),
  email: z.string().max(1000),
  role: roleSchema,
});

export const memberSchema = z.object({ projectId: z.uuid(), userId: z.uuid() });

export const changeRoleSchema = memberSchema.extend({ role: roleSchema });

export const revokeInvitationSchema = z.object({ projectId: z.uuid(), invitationId: z.uuid() });

export const acceptInvitationSchema = z.object({
  token: z.string().max(200),
  /** Both absent when the address has an account and its owner is signed in. */
  name: z.string().max(1000).optional(),
  password: z.string().max(PASSWORD_MAX).optional(),
});

export const resetPasswordSchema = z.object({
  token: z.string().max(200),
  password: z.string().max(PASSWORD_MAX),
});

export const changePasswordSchema = z.object({
  oldPassword: z.string().max(PASSWORD_MAX),
  newPassword: z.string().max(PASSWORD_MAX),
});

export const changeNameSchema = z.object({ name: z.string().max(1000) });

/** What a session's token holds: whose it is and which generation of sessions it belongs to. */
export const sessionTokenSchema = z.object({
  userId: z.uuid(),
  sessionVersion: z.number().int(),
});

export type SessionToken = z.infer<typeof sessionTokenSchema>;

export interface UserDto {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** The language that they chose for the interface (BCP 47), or null when they never did. */
  readonly locale: string | null;
}

export interface ProjectDto {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly role: z.infer<typeof roleSchema>;
}

export interface MemberDto {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: z.infer<typeof roleSchema>;
  /** ISO 8601, UTC. */
  readonly joinedAt: string;
  /** May sign in: has a password and is not deactivated. */
  readonly canSignIn: boolean;
  readonly deactivated: boolean;
}

export interface InvitationDto {
  readonly id: string;
  readonly email: string;
  readonly role: z.infer<typeof roleSchema>;
  readonly invitedBy: string | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** What an admin gets for someone who cannot sign in: the token is shown once and kept nowhere. */
export interface NewResetLink {
  readonly email: string;
  readonly token: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

/** What an admin gets for an invitation: the token is shown once and kept nowhere. */
export interface NewInvitation {
  readonly invitationId: string;
  readonly email: string;
  readonly role: z.infer<typeof roleSchema>;
  readonly token: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}
