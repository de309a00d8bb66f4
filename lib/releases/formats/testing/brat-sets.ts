/**
 * What an `.ann` file says, as sets that do not depend on ids or on the order of lines: for
 * comparing an export with the file that was imported. Lenient where real files are: a record that
 * spills over a line break is put together again, fragments may stand in any order.
 */
export interface BratSets {
  /** `Type start end;start end`, one for each text-bound record. */
  readonly texts: readonly string[];
  /** `Type(trigger) Role=text Role=text`, one for each event. */
  readonly events: readonly string[];
  readonly relations: readonly string[];
  /** Attributes, normalisations and notes, with what they are about. */
  readonly details: readonly string[];
}

/** Reads one file against its text; ranges are cut at line feeds, as an export cuts them. */
export function bratSets(ann: string, text: string): BratSets {
  const characters = Array.from(text);
  const lines: string[] = [];
  for (const line of ann.split('\n')) {
    if (/^([TERAMN]\d+|#\d*|\*)\t/.test(line)) lines.push(line);
    else if (line !== '') lines[lines.length - 1] += ` ${line}`;
  }
  const described = new Map<string, string>();
  for (const line of lines) {
    const match = /^(T\d+)\t(\S+) ([\d ;]+)/.exec(line);
    if (match) described.set(match[1] ?? '', `${match[2]} ${ranges(match[3] ?? '', characters)}`);
  }
  const texts = [...described.values()];
  const events: string[] = [];
  for (const line of lines) {
    const match = /^(E\d+)\t(\S+):(T\d+)(.*)$/.exec(line);
    if (!match) continue;
    const roles = (match[4] ?? '')
      .split(' ')
      .filter(Boolean)
      .map((pair) => pair.split(':'))
      .map(([role, target = '']) => `${role}=${described.get(target)}`);
    const event = `${match[2]}(${described.get(match[3] ?? '')}) ${roles.sort().join(' | ')}`;
    events.push(event);
    described.set(match[1] ?? '', event);
  }
  const about = (line: string) =>
    line.replace(/^\S+\t/, '').replace(/\b[TE]\d+\b/g, (id) => `<${described.get(id) ?? id}>`);
  const starting = (letters: RegExp) =>
    lines
      .filter((line) => letters.test(line))
      .map(about)
      .sort();
  return {
    texts: texts.sort(),
    events: events.sort(),
    relations: starting(/^[R*]/),
    details: starting(/^[AMN#]/),
  };
}

/** Ranges in text order, without the line feeds that brat would not have in one. */
function ranges(list: string, characters: readonly string[]): string {
  const pieces: [number, number][] = [];
  for (const pair of list.trim().split(';')) {
    const [start = 0, end = 0] = pair.split(' ').map(Number);
    let from = start;
    for (let i = start; i <= end; i += 1) {
      if (i < end && characters[i] !== '\n') continue;
      if (i > from) pieces.push([from, i]);
      from = i + 1;
    }
  }
  return pieces
    .sort((a, b) => a[0] - b[0])
    .map((pair) => pair.join(' '))
    .join(';');
}
