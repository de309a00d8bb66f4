/** A run of tokens under one tag. */
export interface Chunk {
  readonly type: string;
  readonly tokens: readonly string[];
}

/** Reads CoNLL in BIO as written here, and throws at whatever is not as it should be. */
export function readConll(text: string): Chunk[] {
  if (!text.startsWith('-DOCSTART- -X- -X- O\n\n')) throw new Error('it begins otherwise');
  if (!text.endsWith('\n\n')) throw new Error('the last sentence is open');
  const chunks: { type: string; tokens: string[] }[] = [];
  let open: { type: string; tokens: string[] } | null = null;
  for (const line of text.split('\n')) {
    if (line === '' || line === '-DOCSTART- -X- -X- O') {
      // A tag may go on after a sentence's end: the passage does.
      if (line !== '') open = null;
      continue;
    }
    const cells = line.split('\t');
    const [token = '', tag = ''] = cells;
    if (cells.length !== 2 || token === '') throw new Error(`no token and tag: ${line}`);
    const [mark, ...name] = tag.split('-');
    const type = name.join('-');
    if (mark === 'O' && type === '') open = null;
    else if (mark === 'B' && type !== '') {
      open = { type, tokens: [token] };
      chunks.push(open);
    } else if (mark === 'I' && open !== null && open.type === type) open.tokens.push(token);
    else throw new Error(`a tag that cannot stand here: ${line}`);
  }
  return chunks;
}
