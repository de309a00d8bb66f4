import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { isPublicAddress } from './addresses';

/** Why a request was not made or its answer not taken, in words that go on from "No answer: ". */
export class Refused extends Error {}

export const OFF_LIMITS = 'its address is not on the public internet';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** What may be connected to. Whoever fetches gives none: then it is the public internet. */
export interface AddressPolicy {
  /** All addresses of a host name. */
  resolve(name: string): Promise<readonly ResolvedAddress[]>;
  /** Whether this very address may be connected to. */
  allows(address: string): boolean;
}

export const PUBLIC_ONLY: AddressPolicy = {
  resolve: (name) => lookup(name, { all: true }),
  allows: isPublicAddress,
};

/** Throws Refused for what is not http or https, or holds a password, or names a refused address itself. */
export function judgeUrl(url: URL, policy: AddressPolicy): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Refused('only http and https are spoken');
  }
  if (url.username || url.password) throw new Refused('the address holds a password');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A literal address is connected to without a look-up, so it is judged here.
  if (isIP(host) !== 0 && !policy.allows(host)) throw new Refused(OFF_LIMITS);
}

/** Resolves a name once; the socket connects to exactly what was judged. One bad address refuses all. */
export function judgedLookup(policy: AddressPolicy): LookupFunction {
  return (name, options, done) => {
    policy.resolve(name).then(
      (found) => {
        const first = found[0];
        if (!first || found.some(({ address }) => !policy.allows(address))) {
          done(new Refused(OFF_LIMITS), '');
        } else if (options.all) done(null, [first]);
        else done(null, first.address, first.family);
      },
      (cause: NodeJS.ErrnoException) => done(cause, ''),
    );
  };
}

/** Once more at the connected socket, whatever led there: what it really talks to is judged. */
export function judgeSocket(socket: Socket, policy: AddressPolicy): void {
  socket.once('connect', () => {
    const { remoteAddress } = socket;
    if (!remoteAddress || !policy.allows(remoteAddress)) socket.destroy(new Refused(OFF_LIMITS));
  });
}
