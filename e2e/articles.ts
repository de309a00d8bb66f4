/** Small articles written for the tests; every name in them is invented. */
export const HARBOUR = {
  id: 'harbour-fees',
  title: 'Harbour fees to rise by 12 percent, port authority says',
  publisher: 'The Brindle Courier',
  byline: 'Mara Fenwick',
  published_at: '2024-03-05T08:30:00+01:00',
  language: 'en',
  url: 'https://courier.example/harbour-fees',
  text: [
    'Fees for cargo ships at the Brindle docks will rise by 12 percent in May, according to the port authority.',
    '“We have not touched the tariff since 2016,” said director Ines Calder, who took office in January.',
    'Ship owners disagree. The increase, a spokesman for the owners’ league told reporters, “is a tax on every loaf of bread”.',
    'The council votes on Thursday.',
  ].join('\n\n'),
};

export const ARABIC = {
  id: 'bridge-ar',
  title: 'البلدية تؤجل افتتاح الجسر الجديد',
  publisher: 'جريدة المرسى',
  published_at: '2024-04-02T10:00:00+03:00',
  language: 'ar',
  text: [
    'أعلنت البلدية أمس تأجيل افتتاح الجسر الجديد إلى شهر يونيو بسبب أعمال الصيانة.',
    'وقال المهندس سامر الحداد: «سلامة الناس قبل كل شيء»، مضيفا أن التكلفة لم تتغير.',
  ].join('\n\n'),
};

export const EMOJI = {
  id: 'festival-emoji',
  title: 'Festival counts 40,000 visitors 🎪',
  publisher: 'Kite Street News',
  published_at: '2024-06-11T18:00:00Z',
  language: 'en',
  text: [
    'The 👩‍👩‍👧 family day drew 40,000 people 🎪🎪, the organisers said on Sunday.',
    'A cafe\u0301 owner called it “the best week of the year 💶”.',
  ].join('\n\n'),
};
