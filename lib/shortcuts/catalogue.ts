/**
 * Where a key is listened to. `always`: wherever no field has the focus. `caret`: with the caret in
 * the text. `preview`: while a proposed attribution waits for a yes. `selection`: with words selected
 * or the codes open. `browse`: with nothing selected. `reading`: as `browse`, and with words selected
 * when nothing else wants the key.
 */
export type Scope = 'always' | 'caret' | 'preview' | 'selection' | 'browse' | 'reading';

/** What must be there for the key to mean anything. */
export type Need = 'text' | 'active' | 'marked' | 'two-marked' | 'selected';

export type Section = 'select' | 'label' | 'annotation' | 'boundaries' | 'join' | 'article';

interface ActionSpec {
  readonly section: Section;
  readonly scope: Scope;
  /** In the notation of `chordOf`; the first one is shown. */
  readonly keys: readonly string[];
  /** Changes the coding: for those who may write in it. */
  readonly writes: boolean;
  readonly needs?: Need;
}

const read = (
  section: Section,
  scope: Scope,
  keys: readonly string[],
  needs?: Need,
): ActionSpec => ({
  section,
  scope,
  keys,
  writes: false,
  ...(needs ? { needs } : {}),
});
const write = (
  section: Section,
  scope: Scope,
  keys: readonly string[],
  needs?: Need,
): ActionSpec => ({ ...read(section, scope, keys, needs), writes: true });

/**
 * Everything that a key can do in the reader, with the key it has until a person chooses another.
 * Keys are what the layout produces, not where they lie: `,` `.` `<` `>` stand beside `[` `]` `{` `}`
 * since half of Europe reaches the brackets only with AltGr.
 */
const SPECS = {
  commands: read('article', 'always', ['Mod+k']),
  guidelines: read('article', 'reading', ['g']),
  suggestions: write('article', 'reading', ['i']),
  grow: read('select', 'caret', ['Space'], 'text'),
  shrink: read('select', 'caret', ['Shift+Space'], 'text'),
  'next-sentence': read('select', 'reading', [')'], 'text'),
  'previous-sentence': read('select', 'reading', ['('], 'text'),
  'take-word': read('select', 'browse', ['w'], 'text'),
  'take-sentence': read('select', 'browse', ['s'], 'text'),
  'take-paragraph': read('select', 'browse', ['p'], 'text'),
  'next-unlabelled': read('select', 'browse', ['u']),
  'previous-unlabelled': read('select', 'browse', ['U']),
  'whole-words': read('select', 'reading', []),

  'search-codes': write('label', 'selection', ['/']),
  repeat: write('label', 'selection', ['Enter', '.'], 'selected'),
  'add-fragment': write('label', 'selection', ['+', '='], 'selected'),
  'remove-range': write('label', 'selection', ['-'], 'selected'),
  lock: write('label', 'browse', ['l']),

  next: read('annotation', 'reading', ['j']),
  previous: read('annotation', 'reading', ['k']),
  cycle: read('annotation', 'browse', ['o']),
  inspect: read('annotation', 'reading', ['Enter'], 'active'),
  recode: write('annotation', 'browse', ['c'], 'active'),
  memo: write('annotation', 'browse', ['m'], 'active'),
  'confidence-1': write('annotation', 'browse', ['1'], 'active'),
  'confidence-2': write('annotation', 'browse', ['2'], 'active'),
  'confidence-3': write('annotation', 'browse', ['3'], 'active'),
  'confidence-4': write('annotation', 'browse', ['4'], 'active'),
  'confidence-5': write('annotation', 'browse', ['5'], 'active'),
  'confidence-none': write('annotation', 'browse', ['0'], 'active'),
  delete: write('annotation', 'browse', ['Delete', 'Backspace'], 'active'),

  'end-back': write('boundaries', 'browse', ['[', ','], 'active'),
  'end-on': write('boundaries', 'browse', [']', '.'], 'active'),
  'start-back': write('boundaries', 'browse', ['{', '<'], 'active'),
  'start-on': write('boundaries', 'browse', ['}', '>'], 'active'),
  'end-back-character': write('boundaries', 'browse', ['Alt+[', 'Alt+,'], 'active'),
  'end-on-character': write('boundaries', 'browse', ['Alt+]', 'Alt+.'], 'active'),
  'start-back-character': write('boundaries', 'browse', ['Alt+{', 'Alt+<'], 'active'),
  'start-on-character': write('boundaries', 'browse', ['Alt+}', 'Alt+>'], 'active'),
  'edit-boundaries': write('boundaries', 'browse', ['b'], 'active'),

  link: write('join', 'browse', ['a'], 'active'),
  'confirm-link': write('join', 'preview', ['Enter', 'a']),
  'toggle-absent': write('join', 'preview', ['0']),
  mark: write('join', 'browse', ['x'], 'active'),
  'link-marked': write('join', 'browse', ['A'], 'marked'),
  relate: write('join', 'browse', ['R'], 'two-marked'),
  'start-link': write('join', 'browse', ['r'], 'active'),
  'who-says-what': read('join', 'reading', ['t']),

  'label-article': write('article', 'browse', ['L']),
  undo: write('article', 'always', ['Mod+z']),
  redo: write('article', 'always', ['Mod+Shift+z', 'Mod+y']),
  submit: write('article', 'always', ['Mod+Enter']),
  'next-article': read('article', 'reading', ['n']),
} as const satisfies Record<string, ActionSpec>;

export type ActionId = keyof typeof SPECS;

export interface Action extends ActionSpec {
  readonly id: ActionId;
}

/** In the order in which they are listed. */
export const ACTIONS: readonly Action[] = Object.entries(SPECS).map(([id, spec]) => ({
  ...spec,
  // The keys of SPECS are what ActionId is made of.
  id: id as ActionId,
}));

export const SECTIONS: readonly Section[] = [
  'select',
  'label',
  'annotation',
  'boundaries',
  'join',
  'article',
];

export function isActionId(id: string): id is ActionId {
  return Object.hasOwn(SPECS, id);
}
