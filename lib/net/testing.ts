import { type AddressPolicy, PUBLIC_ONLY } from './guard';

/**
 * A policy for tests with servers of their own: the named hosts are on this machine, and its loopback
 * address may be connected to for them alone. All else is judged as ever.
 */
export function policyFor(...hosts: readonly string[]): AddressPolicy {
  const own = '127.0.0.1';
  /** A family of its own marks what a name gave: the literal address stays refused. */
  let resolved = 0;
  return {
    async resolve(name) {
      if (!hosts.includes(name)) return [{ address: '10.0.0.1', family: 4 }];
      // Judged once at the look-up and once at the socket.
      resolved += 2;
      return [{ address: own, family: 4 }];
    },
    allows(address) {
      if (address !== own || resolved === 0) return PUBLIC_ONLY.allows(address);
      resolved -= 1;
      return true;
    },
  };
}
