/** A number, share, date or time that a text gives, as it stands there and as a value to compare. */
export interface Figure {
  readonly kind: 'number' | 'percent' | 'date' | 'time';
  /** UTF-16 units, half-open. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The same for the same figure in another way of writing: `1 200`, `1,200`, `1.200`. */
  readonly value: string;
}

/** Languages that write 1,200.5; the others write 1.200,5 or 1 200,5. */
const POINT_IS_DECIMAL = new Set([
  'en',
  'zh',
  'ja',
  'ko',
  'he',
  'th',
  'hi',
  'bn',
  'ur',
  'ms',
  'cy',
  'ga',
]);
/** Zeros of the scripts whose digits newsrooms write. */
const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10] as const;

const NUMBER = String.raw`\p{Nd}{1,3}(?:[.,'’٬\u00a0\u202f ]\p{Nd}{3})+(?!\p{Nd})(?:[.,٫]\p{Nd}+)?|\p{Nd}+(?:[.,٫]\p{Nd}+)?`;
const PERCENT = String.raw`\s?(?:%|％|٪|‰|per\s?cent|percent|pour\s?cent|Prozent|por\s?ciento|por\s?cento|per\s?cento|procent\p{L}*|процент\p{L}*|في المئة|بالمئة|في المائة|بالمائة)`;
const MAGNITUDE = String.raw`\s?(?:thousand|million|billion|trillion|mille|millier|milliard|mille|Tausend|Mio\.?|Mrd\.?|Million|Milliarde|mil|mill[oó]n|milh[aã]o|milion|miliard|milione|тысяч|миллион|миллиард|млн|млрд|тыс|ألف|مليون|مليار|万|億|亿)(?:s|es|en|n|i|e|ões|и|а|ов)?(?!\p{L})`;

interface Scanner {
  readonly kind: Figure['kind'];
  readonly pattern: RegExp;
  readonly value: (match: RegExpMatchArray, language: string) => string | null;
}

const pad = (digits: string) => ascii(digits).padStart(2, '0');

const COMMON: readonly Scanner[] = [
  {
    kind: 'date',
    pattern: /(?<!\p{Nd})(\p{Nd}{4})-(\p{Nd}{2})-(\p{Nd}{2})(?!\p{Nd})/gu,
    value: ([, year = '', month = '', day = '']) => `${ascii(year)}-${pad(month)}-${pad(day)}`,
  },
  {
    kind: 'date',
    pattern:
      /(?<!\p{Nd}|\p{Nd}[./])(\p{Nd}{1,2})([./])(\p{Nd}{1,2})\2(\p{Nd}{4}|\p{Nd}{2})(?!\p{Nd})/gu,
    value: ([, a = '', , b = '', year = '']) => `${pad(a)}/${pad(b)}/${ascii(year)}`,
  },
  {
    kind: 'time',
    pattern:
      /(?<!\p{Nd})(\p{Nd}{1,2})(?::|\s?h\s?)(\p{Nd}{2})(?!\p{Nd}|\p{L})(?:\s?([ap])\.?m\b\.?)?/giu,
    value: ([, hour = '', minute = '', half]) => clock(ascii(hour), ascii(minute), half),
  },
  {
    kind: 'time',
    pattern: /(?<!\p{Nd})(\p{Nd}{1,2})\s?(?:([ap])\.?m\b\.?|h(?!\p{L}|\p{Nd})|Uhr\b)/giu,
    value: ([, hour = '', half]) => clock(ascii(hour), '00', half),
  },
  {
    kind: 'percent',
    pattern: new RegExp(`(${NUMBER})${PERCENT}`, 'giu'),
    value: ([, number = ''], language) => `${numberValue(number, language)} %`,
  },
  {
    kind: 'number',
    pattern: new RegExp(`(${NUMBER})(${MAGNITUDE})?`, 'giu'),
    value: ([, number = '', magnitude = ''], language) =>
      `${numberValue(number, language)} ${magnitude.trim().toLowerCase().slice(0, 7)}`.trim(),
  },
];

/** Finds the figures of a text in order. Numbers in words (“three”) are not found. Linear. */
export function findFigures(text: string, language: string | null): Figure[] {
  const tag = (language ?? 'und').toLowerCase().split('-')[0] ?? 'und';
  const found: Figure[] = [];
  const taken = new Set<number>();
  for (const { kind, pattern, value } of [...monthScanners(tag), ...COMMON]) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].trimEnd().length];
      // The first kinds to claim a digit have it: 12 March 2026 is not the number 12.
      if (taken.has(start) || taken.has(end - 1)) continue;
      const said = value(match, tag);
      if (said === null) continue;
      for (let at = start; at < end; at += 1) taken.add(at);
      found.push({ kind, start, end, text: text.slice(start, end), value: said });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const scanners = new Map<string, readonly Scanner[]>();

/** Dates with the names of months, in the text's language and in English. */
function monthScanners(tag: string): readonly Scanner[] {
  const known = scanners.get(tag);
  if (known) return known;
  const months = new Map<string, number>();
  for (const language of new Set([/^[a-z]{2,3}$/.test(tag) ? tag : 'en', 'en'])) {
    for (const style of ['long', 'short'] as const) {
      // Beside a day the name may have another ending (Russian) than by itself.
      for (const options of [{ month: style }, { month: style, day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
        for (let month = 0; month < 12; month += 1) {
          const parts = format.formatToParts(Date.UTC(2026, month, 15));
          const name = parts.find(({ type }) => type === 'month')?.value ?? '';
          if (/\p{L}{3}/u.test(name)) months.set(name.toLowerCase(), month + 1);
        }
      }
    }
  }
  const names = [...months.keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/\./g, '\\.?'));
  const month = `(?<!\\p{L})(${names.join('|')})(?!\\p{L})`;
  const say = (day: string, name: string, year: string | undefined) => {
    const no = months.get(name.toLowerCase()) ?? months.get(`${name.toLowerCase()}.`);
    return no === undefined ? null : `${year ? ascii(year) : '-'}-${pad(String(no))}-${pad(day)}`;
  };
  const made: readonly Scanner[] = [
    {
      kind: 'date',
      pattern: new RegExp(
        `(?<!\\p{Nd})(\\p{Nd}{1,2})(?:er|st|nd|rd|th|\\.|º)?\\s(?:de\\s|of\\s)?${month}(?:,?\\s(?:de\\s)?(\\p{Nd}{4})(?!\\p{Nd}))?`,
        'giu',
      ),
      value: ([, day = '', name = '', year]) => say(day, name, year),
    },
    {
      kind: 'date',
      pattern: new RegExp(
        `${month}\\s(\\p{Nd}{1,2})(?:st|nd|rd|th)?(?!\\p{Nd}|[.,]\\p{Nd})(?:,?\\s(\\p{Nd}{4})(?!\\p{Nd}))?`,
        'giu',
      ),
      value: ([, name = '', day = '', year]) => say(day, name, year),
    },
  ];
  scanners.set(tag, made);
  return made;
}

function clock(hour: string, minute: string, half: string | undefined): string | null {
  const h = (Number(hour) % (half ? 12 : 24)) + (half?.toLowerCase() === 'p' ? 12 : 0);
  return Number(hour) > 24 || Number(minute) > 59
    ? null
    : `${String(h).padStart(2, '0')}:${minute}`;
}

function ascii(digits: string): string {
  return Array.from(digits, (one) => {
    const code = one.codePointAt(0) ?? 0;
    const zero = ZEROS.find((first) => code >= first && code < first + 10);
    return zero === undefined ? one : String(code - zero);
  }).join('');
}

/** A written number without its way of writing: `1.200,50` (German) and `1,200.5` (English) are 1200.5. */
function numberValue(written: string, language: string): string {
  const plain = ascii(written)
    .replace(/[\s'’٬\u00a0\u202f]/g, '')
    .replaceAll('٫', '.');
  const signs: readonly string[] = plain.match(/[.,]/g) ?? [];
  const last = signs.at(-1);
  if (!last) return tidy(plain);
  const other = last === '.' ? ',' : '.';
  const tail = plain.slice(plain.lastIndexOf(last) + 1);
  const usual = POINT_IS_DECIMAL.has(language) ? '.' : ',';
  const grouping =
    !signs.includes(other) && (signs.length > 1 || (tail.length === 3 && last !== usual));
  const whole = plain.replaceAll(other, '');
  return tidy(grouping ? whole.replaceAll(last, '') : whole.replace(last, '.'));
}

const tidy = (number: string) =>
  number.includes('.') ? number.replace(/\.?0+$/, '') : number.replace(/^0+(?=\d)/, '');
