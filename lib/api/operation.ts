import type { z } from 'zod';
import type { UserActor } from '@/lib/auth/actor';
import type { Result } from '@/lib/result/result';
import type { Scope } from './scopes';

export const API_METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;
export type ApiMethod = (typeof API_METHODS)[number];

/** What a request is about, read and checked. */
export interface Call<Params, Query, Body> {
  readonly actor: UserActor;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** For commands that know repeats themselves: the request's key, or one made for this request. */
  readonly idempotencyKey: string;
  /** The public address of the interface, without a slash at its end: `https://…/api/v1`. */
  readonly base: string;
  /** The bytes of a body that is no JSON. */
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

/** A JSON answer, or bytes. */
export type Answer =
  | { readonly json: unknown; readonly headers?: Readonly<Record<string, string>> }
  | {
      readonly stream: ReadableStream<Uint8Array>;
      readonly headers: Readonly<Record<string, string>>;
    };

/** One documented request: from this the routes, their checks and the OpenAPI document are made. */
export interface Operation {
  /** `listAnnotations`: the name of the function in generated clients. */
  readonly id: string;
  readonly method: ApiMethod;
  /** Below `/api/v1`, with parameters in braces: `/annotations/{annotationId}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Null: for everyone, without a token. */
  readonly scope: Scope | null;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Media type of a body that is taken as bytes. */
  readonly rawBody?: string;
  readonly status: number;
  /** Absent: no content, or bytes of `mediaType`. */
  readonly answer?: z.ZodType;
  readonly mediaType?: string;
  /** Headers of each answer, refusals too. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * What stands at the address now. Given: the request must carry `If-Match` with the ETag of that, so
   * that nobody overwrites what they have not seen.
   */
  readonly current?: (
    actor: UserActor,
    params: Readonly<Record<string, string>>,
    base: string,
  ) => Promise<Result<unknown>>;
  readonly run: (call: Call<never, never, never>) => Promise<Result<Answer>>;
}

type Out<S> = S extends z.ZodType ? z.output<S> : undefined;

type Typed<P, Q, B> = Omit<Operation, 'params' | 'query' | 'body' | 'run'> & {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly run: (call: Call<Out<P>, Out<Q>, Out<B>>) => Promise<Result<Answer>>;
};

/** Declares an operation; `run` is given what its schemas have read. */
export function operation<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(declared: Typed<P, Q, B>): Operation {
  // `serve` gives each `run` what these very schemas have read.
  return declared as unknown as Operation;
}
