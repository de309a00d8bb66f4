import { err, ok, type Result } from '@/lib/result/result';
import { EMAIL_MAX, PASSWORD_MAX, PASSWORD_MIN } from './schema';

/** How long an invitation may be used, in milliseconds: seven days. */
export const INVITATION_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * The one form under which an address is stored and compared: NFKC, lower case, trimmed. Signs
 * that merely look like "@" are refused, not folded: "a＠b" is no mailbox of b.
 */
export function normaliseEmail(raw: string): Result<string> {
  const refuse = (message: string) => err('invalid_input', message, { field: 'email' });
  if (/[\uFF20\uFE6B]/u.test(raw)) return refuse('Type the sign "@" from the keyboard.');
  const email = raw.trim().normalize('NFKC').toLowerCase();
  if (email.length === 0) return refuse('Enter an e-mail address.');
  if (email.length > EMAIL_MAX) return refuse('This address is too long.');
  if (/[\p{C}\p{Z}]/u.test(email))
    return refuse('An address holds no spaces or hidden characters.');
  const parts = email.split('@');
  const [local, domain] = parts;
  if (parts.length !== 2 || !local || !domain || domain.startsWith('.') || domain.endsWith('.')) {
    return refuse('Enter an address like name@example.org.');
  }
  return ok(email);
}

/** Passwords that guessing tools try first and that are long enough to be typed here. */
const COMMON = new Set(
  `password password1 password12 password123 passw0rd 12345678 123456789 1234567890 11111111
  00000000 87654321 qwertyuiop qwerty123 qwerty12 1q2w3e4r 1q2w3e4r5t iloveyou sunshine princess
  football baseball superman trustno1 welcome1 welcome123 letmein1 letmein123 admin123
  administrator abcd1234 abcdefgh asdfghjkl zaq12wsx dragon123 monkey123 michael1 computer
  internet whatever starwars changeme changeme123 default123 azertyuiop motdepasse sourcemark
  sourcemark1 sourcemark123`.split(/\s+/u),
);

/** Whether a new password may be used; `email` and `name` are the person's own. */
export function checkNewPassword(
  password: string,
  person: { readonly email: string; readonly name: string },
): Result<true> {
  const refuse = (message: string) => err('invalid_input', message, { field: 'password' });
  if ([...password].length < PASSWORD_MIN) {
    return refuse(`Use at least ${PASSWORD_MIN} characters; a few words are a good password.`);
  }
  if (password.length > PASSWORD_MAX) return refuse(`Use at most ${PASSWORD_MAX} characters.`);
  const folded = password.normalize('NFKC').toLowerCase();
  const own = [person.email, person.email.split('@')[0], person.name]
    .map((text) => (text ?? '').normalize('NFKC').toLowerCase())
    .filter(Boolean);
  if (COMMON.has(folded) || own.includes(folded) || /^(.)\1*$/u.test(folded)) {
    return refuse('This password is among the first that others would try. Choose another.');
  }
  return ok(true);
}

/**
 * A path of this site to go to after signing in, or "/": never another host ("//x", "/\x"), never
 * a scheme, never the sign-in page again.
 */
export function safeReturnPath(raw: string | null | undefined): string {
  if (!raw?.startsWith('/') || raw.length > 2000) return '/';
  if (/^\/[/\\]/u.test(raw) || /[\p{C}\\]/u.test(raw)) return '/';
  if (/^\/(sign-in|api)([/?#]|$)/u.test(raw)) return '/';
  return raw;
}

/**
 * The address that counts against the limit: of the entries of X-Forwarded-For, the one that the
 * outermost trusted proxy wrote. Without trusted proxies the last entry is used: Next writes the
 * peer's there when the request brought none.
 */
export function clientAddress(forwardedFor: string | null, trustedProxies: number): string {
  const entries = (forwardedFor ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  const index = Math.max(entries.length - Math.max(trustedProxies, 1), 0);
  return (entries[index] ?? 'unknown').slice(0, 64);
}

/** Whether a change would leave the project without an admin who can act. */
export function leavesNoAdmin(
  activeAdminIds: readonly string[],
  userId: string,
  nextRole: string | null,
): boolean {
  return nextRole !== 'admin' && activeAdminIds.every((id) => id === userId);
}
