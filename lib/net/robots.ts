import parseRobots, { type Robot } from 'robots-parser';
import type { AddressPolicy } from './guard';
import { guardedGet } from './guarded-get';

/** By this name sites speak of us in their robots.txt. */
const ROBOT_NAME = 'Sourcemark';
const TIMEOUT_MS = 10_000;
/** RFC 9309, section 2.5: at least 500 KiB are read. */
const MAX_BYTES = 512 * 1024;

/**
 * What the sites of one run allow to a program that follows links (RFC 9309). Each site is asked once:
 * an answer of 4xx allows everything; none, or 5xx, allows nothing.
 */
export class RobotsRules {
  private readonly sites = new Map<string, Promise<Robot | 'all' | 'none'>>();

  /** `policy` is for tests. */
  constructor(private readonly policy?: AddressPolicy) {}

  /** Whether the page at a web address may be fetched. */
  async allows(address: string): Promise<boolean> {
    const { origin } = new URL(address);
    const asked = this.sites.get(origin) ?? this.ask(`${origin}/robots.txt`);
    this.sites.set(origin, asked);
    const rules = await asked;
    if (typeof rules === 'string') return rules === 'all';
    return rules.isAllowed(address, ROBOT_NAME) !== false;
  }

  private async ask(address: string): Promise<Robot | 'all' | 'none'> {
    const { policy } = this;
    const answer = await guardedGet(address, {
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      maxDecodedBytes: MAX_BYTES,
      ...(policy ? { policy } : {}),
    });
    if (!answer.ok) return 'none';
    const { status, bytes } = answer.value;
    if (status === 200) return parseRobots(address, new TextDecoder().decode(bytes));
    return status >= 400 && status < 500 ? 'all' : 'none';
  }
}
