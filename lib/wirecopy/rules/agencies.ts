/** Agencies with the names under which articles credit them; short ones count in capitals as written. */
const AGENCIES: readonly (readonly [string, ...string[]])[] = [
  ['Reuters', 'REUTERS', 'Рейтер', 'رويترز'],
  ['AP', 'Associated Press', 'The Associated Press'],
  ['AFP', 'Agence France-Presse', 'Agence France Presse', 'فرانس برس'],
  ['dpa', 'DPA', 'Deutsche Presse-Agentur'],
  ['TASS', 'ТАСС', 'ITAR-TASS'],
  ['RIA Novosti', 'РИА Новости'],
  ['Interfax', 'Интерфакс'],
  ['Xinhua', 'Xinhua News Agency', '新华社'],
  ['ANSA'],
  ['EFE', 'Agencia EFE'],
  ['PA', 'PA Media', 'Press Association'],
  ['BelTA', 'BELTA', 'БелТА', 'БЕЛТА'],
  ['Ukrinform', 'Укрінформ', 'Укринформ'],
  ['Kyodo', 'Kyodo News', '共同通信'],
  ['Yonhap', '연합뉴스'],
  ['Anadolu', 'Anadolu Agency', 'AA'],
  ['Belga'],
  ['APA'],
  ['ATS', 'Keystone-ATS'],
  ['UPI', 'United Press International'],
  ['PTI', 'Press Trust of India'],
  ['Lusa'],
  ['PAP'],
];

/** The agency that an article credits. */
export interface NamedAgency {
  readonly agency: string;
  /** The words that name it, as written. */
  readonly words: string;
}

/** Code units at the beginning and at the end in which datelines and credits stand. */
const HEAD = 300;
const TAIL = 300;
const BESIDE = '(?![\\p{L}\\p{N}])';

const names = new Map(AGENCIES.flatMap(([id, ...others]) => [id, ...others].map((n) => [n, id])));
// Longer names first: “Associated Press” before “AP”.
const ANY = [...names.keys()].toSorted((a, b) => b.length - a.length).join('|');
const ALONE = new RegExp(`(?<![\\p{L}\\p{N}])(${ANY})${BESIDE}`, 'u');
/** “PARIS, 3 May (Reuters) –”, “MINSK, May 3 /TASS/.”, “(AFP)”, “[dpa]”. */
const DATELINE = new RegExp(
  `[(/\\[]\\s*(?:[^()/\\[\\]\\n]{0,40}[\\s,–—-])?(${ANY})\\s*[)/\\]]`,
  'u',
);
/** “Berlin, AP —” and “Minsk – BelTA –” at the head of a paragraph. */
const LEAD = new RegExp(`^[^\\n.]{0,60}[\\s,–—-](${ANY})\\s*[–—:-]`, 'mu');
/** “© AFP”, “Source: TASS”, “with Reuters”, “avec AFP”. */
const CREDIT = new RegExp(
  `(?:©|\\(c\\)|source\\s*:|with|avec|mit|con|via|agency|agence|Quelle\\s*:|Источник\\s*:)\\s*(${ANY})${BESIDE}`,
  'iu',
);

/**
 * The news agency that an article credits: in its byline, in the dateline, or in the credit at the
 * end. An agency that is only spoken of in the text (“told Reuters”) is none. Null for none.
 */
export function findAgency(article: {
  readonly byline: string | null;
  readonly text: string;
}): NamedAgency | null {
  const head = article.text.slice(0, HEAD);
  const tail = article.text.slice(-TAIL);
  const found =
    ALONE.exec(article.byline ?? '') ??
    DATELINE.exec(head) ??
    LEAD.exec(head) ??
    DATELINE.exec(tail) ??
    CREDIT.exec(tail);
  const words = found?.[1];
  const agency = words === undefined ? undefined : names.get(words);
  return words !== undefined && agency !== undefined ? { agency, words } : null;
}
