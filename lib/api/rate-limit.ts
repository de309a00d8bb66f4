import { RateLimiterRes } from 'rate-limiter-flexible';
import { type Limit, limiter } from '@/lib/auth/limiter';

/** One token. Several requests a second, all the time, are enough for any script that waits for answers. */
const TOKEN: Limit = { name: 'api:token', points: 1200, window: 60 };
/** Requests without a valid token, from one address. */
const ADDRESS: Limit = { name: 'api:address', points: 60, window: 15 * 60 };

/** How a limit stands after a request, for the headers. */
export interface Standing {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window is over. */
  readonly reset: number;
}

/** Counts a request of a token. */
export function countRequest(tokenId: string): Promise<Standing> {
  return count(TOKEN, tokenId);
}

/** Counts a request that showed no valid token. */
export function countStranger(address: string): Promise<Standing> {
  return count(ADDRESS, address);
}

async function count(limit: Limit, key: string): Promise<Standing> {
  const result = await limiter(limit)
    .consume(key)
    .catch((reason: unknown) => {
      if (reason instanceof RateLimiterRes) return reason;
      throw reason;
    });
  return {
    allowed: result.consumedPoints <= limit.points,
    limit: limit.points,
    remaining: Math.max(0, result.remainingPoints),
    reset: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
  };
}

/** `RateLimit` and `RateLimit-Policy` (IETF draft "RateLimit header fields for HTTP"), and `Retry-After`. */
export function rateHeaders({
  allowed,
  limit,
  remaining,
  reset,
}: Standing): Record<string, string> {
  return {
    ratelimit: `"default";r=${remaining};t=${reset}`,
    'ratelimit-policy': `"default";q=${limit}`,
    ...(allowed ? {} : { 'retry-after': String(reset) }),
  };
}
