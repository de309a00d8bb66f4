import { describe, expect, it } from 'vitest';
import { detectLanguage, textDirection } from './language';

describe('detectLanguage', () => {
  it.each([
    ['fr', 'Le président a déclaré mardi que les discussions avaient progressé à Minsk.'],
    ['en', 'The minister said on Tuesday that the talks had made some progress.'],
    ['de', 'Der Minister sagte am Dienstag, die Gespräche seien vorangekommen.'],
    ['ar', 'قال الوزير يوم الثلاثاء إن المحادثات أحرزت تقدما كبيرا في العاصمة'],
    ['ru', 'Министр заявил во вторник, что переговоры продвинулись вперед'],
    ['es', 'El ministro dijo el martes que las conversaciones habían avanzado en la capital.'],
    ['it', 'Il ministro ha detto martedì che i colloqui sono andati avanti nella capitale.'],
    ['pt', 'O ministro disse na terça-feira que as conversações avançaram na capital do país.'],
    ['nl', 'De minister zei dinsdag dat de gesprekken in de hoofdstad vooruitgang hebben geboekt.'],
    [
      'pl',
      'Minister powiedział we wtorek, że rozmowy w stolicy się nie skończyły i jest nadzieja.',
    ],
    ['uk', 'Міністр заявив у вівторок, що переговори в столиці просунулися і що це не кінець.'],
    [
      'tr',
      'Bakan salı günü başkentte bir görüşme için daha çok zaman olduğunu ve bu sürecin süreceğini dedi.',
    ],
    ['he', 'השר אמר ביום שלישי כי השיחות של הצדדים לא הסתיימו וכי גם היא על השולחן'],
    ['ja', '大臣は火曜日、首都での協議が進展したと述べた。'],
    ['zh', '部长星期二表示，首都的谈判取得了进展。'],
    ['ko', '장관은 화요일 수도에서 회담이 진전되었다고 말했다.'],
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

it('asks the model for a language without a list', () => {
  const latvian =
    'Ministrs otrdien paziņoja, ka sarunas galvaspilsētā ir virzījušās uz priekšu, taču vienošanās vēl nav panākta. ';
  expect(detectLanguage(latvian.repeat(7))).toBe('lv');
  expect(detectLanguage(latvian)).toBeUndefined();
});

it('looks at the head of a text only, so that a long one costs no more', () => {
  const text = 'The minister said on Tuesday that the talks had made some progress. ';
  expect(detectLanguage(text.repeat(60))).toBe('en');
  expect(detectLanguage(text.repeat(500_000))).toBe('en');
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
