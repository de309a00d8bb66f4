import { z } from 'zod';

const addressSchema = z.url({ protocol: /^https?$/ }).max(2000);
/** Parts of a host that serve the same site in another dress. */
const DRESS = /^(?:www\d?|m|mobile|amp)\./;

/** A web address as it is compared and stored: absolute, without its fragment; null when it is none. */
export function webAddress(raw: string): string | null {
  const trimmed = raw.trim();
  if (!URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  url.hash = '';
  return addressSchema.safeParse(url.href).success ? url.href : null;
}

/**
 * The address by which a fetched page is known: the one that it declares, if that is on its own site,
 * else where it was found. A page must not pass for another site's.
 */
export function addressOfPage(declared: string | null, found: string): string {
  const address = declared === null ? null : webAddress(declared);
  return address !== null && siteOf(address) === siteOf(found) ? address : found;
}

function siteOf(address: string): string {
  return new URL(address).hostname.replace(DRESS, '');
}
