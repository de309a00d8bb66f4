import { err, ok, type Result } from '@/lib/result/result';
import { EMAIL_MAX, PASSWORD_MAX, PASSWORD_MIN } from './schema';

/** How long an invitation may be used, in milliseconds: seven days. */
export const INVITATION_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/** How long a link that sets a new password may be used, in milliseconds: a day. */
export const RESET_LIFETIME_MS = 24 * 60 * 60 * 1000;

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

/** Where the server writes the address of the connection's other end (lib/launch/peer-address.mjs). */
export const PEER_HEADER = 'x-sourcemark-peer';

/**
 * The address that counts against the limit. Without trusted proxies it is the connection's other
 * end: X-Forwarded-For is then the client's own claim. With `trustedProxies` of them it is the entry
 * that the outermost one wrote; a request with fewer entries came past them, and its peer counts. An
 * IPv6 address counts as its /64, the least that one customer has.
 */
export function clientAddress(
  peer: string | null,
  forwardedFor: string | null,
  trustedProxies: number,
): string {
  const entries = (forwardedFor ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  const told = trustedProxies > 0 ? entries[entries.length - trustedProxies] : undefined;
  return networkOf(told ?? peer ?? '') || 'unknown';
}

function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, '').slice(0, 64);
  if (!plain.includes(':') || plain.includes('.')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const zeros = Array.from({ length: missing }, () => '0');
  return `${[...groups, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}

/** Whether a change would leave the project without an admin who can act. */
export function leavesNoAdmin(
  activeAdminIds: readonly string[],
  userId: string,
  nextRole: string | null,
): boolean {
  return nextRole !== 'admin' && activeAdminIds.every((id) => id === userId);
}
