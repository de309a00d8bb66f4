import { BlockList, isIP, isIPv6 } from 'node:net';

// What is not the public internet, by the IANA special-purpose registries (IPv4 and IPv6).
const refused = new BlockList();
for (const range of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  // Link-local, with the metadata services of clouds.
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]) {
  const [network = '', bits = ''] = range.split('/');
  refused.addSubnet(network, Number(bits), 'ipv4');
}

/** Global unicast (RFC 4291) is all that is public in IPv6; these parts of it are not. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
const refusedSix = new BlockList();
for (const range of [
  // Teredo and other special purposes, documentation, 6to4 (it carries any IPv4 address).
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
]) {
  const [network = '', bits = ''] = range.split('/');
  refusedSix.addSubnet(network, Number(bits), 'ipv6');
}

/**
 * Whether an IP address is on the public internet. Everything else is refused: private, loopback,
 * link-local, shared, multicast and reserved ranges, and IPv6 forms that carry an IPv4 address
 * (mapped, compatible, NAT64, 6to4, Teredo). What is no IP address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  if (!isIPv6(address)) return !refused.check(address, 'ipv4');
  return globalUnicast.check(address, 'ipv6') && !refusedSix.check(address, 'ipv6');
}
