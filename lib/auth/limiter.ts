import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { getPool } from '@/lib/db/client';

export interface Limit {
  readonly name: string;
  /** Attempts in a window. */
  readonly points: number;
  /** Seconds. */
  readonly window: number;
}

/** Counters of one limit, shared by all servers. `consume` rejects with a `RateLimiterRes` beyond it. */
export function limiter({ name, points, window }: Limit): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: getPool(),
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration: window,
  });
}
