import { detect } from 'chardet';
import iconv from 'iconv-lite';
import { decodeUtf8 } from './read';

const BOMS: readonly { readonly bytes: readonly number[]; readonly charset: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], charset: 'utf-8' },
  { bytes: [0xff, 0xfe], charset: 'utf-16le' },
  { bytes: [0xfe, 0xff], charset: 'utf-16be' },
];
/** Browsers look for a declaration in the first 1024 bytes; real pages put it a little later. */
const META_WINDOW = 4096;
const META_CHARSET = /<meta[^>]{0,200}?charset\s{0,8}=\s{0,8}["']?\s{0,8}([\w:.-]{1,40})/i;
const HEADER_CHARSET = /charset\s{0,8}=\s{0,8}["']?([\w:.-]{1,40})/i;
const DETECT_WINDOW = 64 * 1024;

/** The charset that a byte order mark states; null without one. */
export function charsetOfBom(bytes: Uint8Array): string | null {
  return BOMS.find((bom) => bom.bytes.every((byte, at) => bytes[at] === byte))?.charset ?? null;
}

/**
 * Decodes a web page as a browser would: byte order mark, then the HTTP `Content-Type` (when
 * known), then `<meta charset>`, then UTF-8 if the bytes are valid, then what they look like.
 * A declared charset that is unknown, or UTF-8 declared over bytes that are not, is passed over.
 * Undecodable bytes become U+FFFD.
 */
export function decodePage(
  bytes: Uint8Array,
  contentType: string | null = null,
): { readonly text: string; readonly charset: string } {
  const head = iconv.decode(Buffer.from(bytes.subarray(0, META_WINDOW)), 'latin1');
  const declared = [
    charsetOfBom(bytes),
    HEADER_CHARSET.exec(contentType ?? '')?.[1] ?? null,
    META_CHARSET.exec(head)?.[1] ?? null,
  ].find((charset) => charset !== null && iconv.encodingExists(charset));
  if (declared && !/^utf-?8$/i.test(declared)) return decodeAs(bytes, declared.toLowerCase());
  const utf8 = decodeUtf8(bytes);
  if (utf8.ok) return { text: utf8.value, charset: 'utf-8' };
  const guess = detect(bytes.subarray(0, DETECT_WINDOW));
  // Bytes that are not UTF-8 as a whole may begin like it: then the usual Western charset is next.
  const usable = guess && guess !== 'UTF-8' && iconv.encodingExists(guess) ? guess : 'windows-1252';
  return decodeAs(bytes, usable.toLowerCase());
}

function decodeAs(bytes: Uint8Array, charset: string): { text: string; charset: string } {
  return { text: iconv.decode(Buffer.from(bytes), charset), charset };
}

/**
 * A stream of UTF-8 bytes without byte order mark: one in UTF-16 (known by its mark, as spreadsheets
 * write it) is transcoded; anything else passes as it is, valid or not.
 */
export async function* utf8Stream(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: ReturnType<typeof iconv.getDecoder> | null = null;
  let first = true;
  for await (const chunk of stream) {
    if (chunk.length === 0) continue;
    const charset = first ? charsetOfBom(chunk) : null;
    if (charset?.startsWith('utf-16')) decoder = iconv.getDecoder(charset);
    if (decoder) yield Buffer.from(decoder.write(Buffer.from(chunk)));
    else yield charset === 'utf-8' ? chunk.subarray(3) : chunk;
    first = false;
  }
  const rest = decoder?.end();
  if (rest) yield Buffer.from(rest);
}
