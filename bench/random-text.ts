/** A source of numbers in [0, 1) that gives the same ones each run (mulberry32). */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Tongue {
  readonly words: readonly string[];
  readonly stop: string;
}

const spread = (words: string): readonly string[] => words.split(' ');

/** Function words, so that a detector has something to go by, and words of the news. */
const TONGUES: readonly Tongue[] = [
  {
    stop: '.',
    words: spread(
      'the of and to in that it is was for on are with as his they at be this from have or by one had not but what all were when we there can an which their said if will each about how up out them then she many some so these would other into has more her two like him see time could no make than first been its who now people over down only way may water long find work year harbour council minister budget border officials report election spokesman market river bridge winter decision agency statement deadline',
    ),
  },
  {
    stop: '.',
    words: spread(
      'le la les de des du un une et en à que qui dans pour pas sur ce se il elle ils plus par avec tout faire son mais comme on être avait sont cette nous leur bien été aussi deux même ses ont sans autre après où encore peut fait depuis selon contre entre ministre conseil budget frontière rapport élection port agence marché hiver décision porte-parole délai communiqué député région grève accord enquête été événement',
    ),
  },
  {
    stop: '.',
    words: spread(
      'der die das und ist in den von zu mit sich des auf für nicht als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei Prozent Minister Haushalt Grenze Bericht Wahl Hafen Behörde Markt Winter Entscheidung Sprecher Frist Erklärung Brücke Größe Straße könnte müssen würde',
    ),
  },
  {
    stop: '.',
    words: spread(
      'el la los las de del que y en un una por con no para su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos ministro consejo presupuesto frontera informe elección puerto agencia mercado invierno decisión portavoz plazo comunicado año región acuerdo investigación',
    ),
  },
  {
    stop: '.',
    words: spread(
      'في من على إلى أن التي الذي هذا هذه كان كانت قد لا ما مع بعد قبل بين عن كل ذلك وقال وأضاف الوزير المجلس الميزانية الحدود التقرير الانتخابات الميناء الوكالة السوق الشتاء القرار المتحدث المهلة البيان الجسر المدينة الحكومة اليوم أمس عام خلال حيث لكن أو إذا هو هي كما أي غير حتى منذ نحو',
    ),
  },
  {
    stop: '.',
    words: spread(
      'и в не на что он с как это по но они мы этот из у за от о же бы для вы так его то все может быть если уже или ни были только когда время ещё также есть было министр совет бюджет граница доклад выборы порт агентство рынок зима решение представитель срок заявление мост город правительство сегодня вчера год',
    ),
  },
];

/** How many languages {@link paragraphs} writes. */
export const TONGUE_COUNT = TONGUES.length;

/**
 * Words of one language without meaning, in sentences and paragraphs, of at least `size` units of
 * UTF-16. Made up here: no one's text.
 */
export function paragraphs(random: Random, tongue: number, size: number): string {
  const { words, stop } = TONGUES[tongue % TONGUES.length] ?? { words: ['word'], stop: '.' };
  const parts: string[] = [];
  let length = 0;
  while (length < size) {
    const paragraph = Array.from({ length: 3 + Math.floor(random() * 4) }, () =>
      sentence(random, words, stop),
    ).join(' ');
    parts.push(paragraph);
    length += paragraph.length + 2;
  }
  return parts.join('\n\n');
}

export function sentence(random: Random, words: readonly string[], stop = ''): string {
  const chosen = Array.from(
    { length: 6 + Math.floor(random() * 14) },
    () => words[Math.floor(random() * words.length)] ?? '',
  ).join(' ');
  // A quotation, a figure or a symbol beyond the basic plane now and then.
  const spice = random();
  const body =
    spice < 0.1
      ? `“${chosen},” ${Math.floor(random() * 100)} %`
      : spice < 0.12
        ? `${chosen} 📈`
        : chosen;
  return `${body.charAt(0).toUpperCase()}${body.slice(1)}${stop}`;
}

/** A headline in one of the languages. */
export function headline(random: Random, tongue: number): string {
  return sentence(random, TONGUES[tongue % TONGUES.length]?.words ?? ['word']);
}
