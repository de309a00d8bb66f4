import type { ShortcutSection } from '@/components/shell/shortcut-store';

/** The keyboard help of the reader. Constant, as the help asks for. */
export const READER_SHORTCUTS: readonly ShortcutSection[] = [
  {
    title: 'Caret and selection',
    items: [
      {
        keys: ['←', '→', '↑', '↓'],
        label: 'Move the caret (Tab into the text first)',
      },
      { keys: ['Ctrl', '← →'], label: 'By word (also Alt)' },
      { keys: ['Ctrl', '↑ ↓'], label: 'By sentence (also Alt)' },
      { keys: ['Shift', '…'], label: 'Select with any of these' },
      {
        keys: ['Space'],
        label: 'Select the word, then sentence, then paragraph',
      },
      { keys: ['Shift', 'Space'], label: 'Shrink the selection again' },
      { keys: ['w', 's', 'p'], label: 'Select word, sentence, paragraph' },
    ],
  },
  {
    title: 'With words selected',
    items: [
      { keys: ['a letter'], label: 'Label with the code of that letter' },
      { keys: ['/'], label: 'Search the codes' },
      { keys: ['+'], label: 'Add the words to the current annotation' },
      { keys: ['-'], label: 'Take the words out of it' },
    ],
  },
  {
    title: 'Current annotation',
    items: [
      { keys: ['j', 'k'], label: 'Next, previous annotation' },
      { keys: ['Enter'], label: 'Its attributes' },
      { keys: ['c'], label: 'Another code' },
      { keys: ['m'], label: 'Memo' },
      { keys: ['1', '5'], label: 'Confidence (0 clears)' },
      {
        keys: ['[', ']'],
        label: 'Move its end by a word (with Alt by a character)',
      },
      { keys: ['{', '}'], label: 'Move its start' },
      { keys: ['b'], label: 'Change its boundaries with the selection keys' },
      { keys: ['Delete'], label: 'Delete' },
    ],
  },
  {
    title: 'Who says what',
    items: [
      {
        keys: ['a'],
        label: 'Join it with the nearest source, cue and content',
      },
      { keys: ['Enter'], label: 'Yes, join' },
      { keys: ['0'], label: 'Source absent' },
      { keys: ['x'], label: 'Mark the current annotation' },
      { keys: ['Shift', 'A'], label: 'Join what is marked' },
      { keys: ['Shift', 'R'], label: 'Link two marked ones' },
    ],
  },
  {
    title: 'Article',
    items: [
      { keys: ['Shift', 'L'], label: 'Label the whole article' },
      { keys: ['Ctrl', 'Z'], label: 'Undo (also after a reload)' },
      { keys: ['Ctrl', 'Shift', 'Z'], label: 'Redo' },
      { keys: ['Ctrl', 'Enter'], label: 'Submit coding' },
      { keys: ['n'], label: 'Next unfinished article' },
    ],
  },
];
