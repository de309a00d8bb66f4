import { createGunzip } from 'node:zlib';
import { isCompressionFault } from '@/lib/net/content-encoding';
import { SourceFault } from './read';

/** Bytes that expand further than this, relative to what they were, are made to fill a disk. */
const MAX_RATIO = 200;
/** Under so many bytes the ratio does not matter: a short text of one letter may be anything. */
const RATIO_FROM_BYTES = 64 * 1024 * 1024;

/** Whether bytes begin as gzip does (RFC 1952). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** Magic and the one method (RFC 1952). */
const MEMBER_START = Buffer.from([0x1f, 0x8b, 0x08]);
/** Pieces in which bytes go in: what comes out of one is held, at most a thousand times as much. */
const PIECE_BYTES = 16 * 1024;

/**
 * Expands a gzip stream of any number of members, in flat memory. What came out before broken bytes is
 * given before they are told. Throws a SourceFault on broken bytes, on something else behind the
 * last member, and once more than 64 MB have come out at more than 200 times what went in.
 */
export async function* gunzip(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const expander = createGunzip({ chunkSize: 64 * 1024 });
  // Collected as it comes: a stream that fails forgets what nobody has taken.
  let out: Uint8Array[] = [];
  let failure: unknown = null;
  expander.on('data', (chunk) => out.push(chunk));
  expander.on('error', (cause) => {
    failure = cause;
  });
  const settled = (act: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      const done = () => {
        expander.off('error', done);
        resolve();
      };
      expander.once('error', done);
      act(done);
    });
  let taken = 0;
  let given = 0;
  const take = () => {
    const now = out;
    out = [];
    given += now.reduce((sum, chunk) => sum + chunk.length, 0);
    if (given > RATIO_FROM_BYTES && given > taken * MAX_RATIO) {
      throw new SourceFault(`it expands to more than ${MAX_RATIO} times its size`);
    }
    return now;
  };
  try {
    for await (const chunk of stream) {
      for (const piece of piecesOf(chunk)) {
        if (failure !== null) break;
        taken += piece.length;
        await settled((done) => expander.write(piece, () => done()));
        yield* take();
      }
      if (failure !== null) break;
    }
    if (failure === null) {
      await settled((done) => {
        expander.once('end', done);
        expander.end();
      });
    }
    yield* take();
    if (failure !== null && !isCompressionFault(failure)) throw failure;
    if (failure !== null)
      throw new SourceFault('its compressed bytes are broken', { cause: failure });
    if (expander.bytesWritten < taken) throw new SourceFault('something else stands behind it');
  } finally {
    expander.destroy();
  }
}

/** Cut at each place that may begin a member, so that a broken one does not take the one before along. */
function* piecesOf(chunk: Uint8Array): Generator<Uint8Array> {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const member = bytes.indexOf(MEMBER_START, at + 1);
    const end = Math.min(at + PIECE_BYTES, member < 0 ? bytes.length : member);
    yield bytes.subarray(at, end);
    at = end;
  }
}
