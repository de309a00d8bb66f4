import { describe, expect, it } from 'vitest';
import { detectLanguage, textDirection } from './language';

describe('detectLanguage', () => {
  it.each([
    ['fr', 'Le président a déclaré mardi que les discussions avaient progressé à Minsk.'],
    ['en', 'The minister said on Tuesday that the talks had made some progress.'],
    ['de', 'Der Minister sagte am Dienstag, die Gespräche seien vorangekommen.'],
    ['ar', 'قال الوزير يوم الثلاثاء إن المحادثات أحرزت تقدما كبيرا في العاصمة'],
    ['ru', 'Министр заявил во вторник, что переговоры продвинулись вперед'],
  ])('knows %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it.each(['', 'OK', '12345 678 90 😀', 'Vote 3-2 OK Berlin Paris London Roma Madrid Wien'])(
    'says nothing when unsure: %j',
    (text) => {
      expect(detectLanguage(text)).toBeUndefined();
    },
  );
});

describe('textDirection', () => {
  it.each([
    ['ar', '', 'rtl'],
    ['ar-EG', 'Latin text', 'rtl'],
    ['he', '', 'rtl'],
    ['az-Arab', '', 'rtl'],
    ['ar-Latn', '', 'ltr'],
    ['FA_IR', '', 'rtl'],
    ['fr', 'نص عربي', 'ltr'],
    [undefined, 'نص عربي with one', 'ltr'],
    [undefined, 'قال الوزير BBC أمس', 'rtl'],
    ['und', 'שלום', 'rtl'],
    [null, '', 'ltr'],
  ])('%s %j → %s', (language, text, expected) => {
    expect(textDirection(language, text)).toBe(expected);
  });
});
