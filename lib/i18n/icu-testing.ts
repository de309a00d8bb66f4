import { IntlMessageFormat } from 'intl-messageformat';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** What a message asks for, by name: `count plural`, `name`, `link tag`. Throws on bad syntax. */
export function argumentsOf(message: string, locale: string): string[] {
  const found = new Set<string>();
  const read = (elements: readonly Element[]) => {
    for (const element of elements) {
      switch (element.type) {
        case 0: // literal
        case 7: // the plural's number
          break;
        case 8:
          found.add(`${element.value} tag`);
          read(element.children);
          break;
        case 5:
        case 6:
          found.add(element.value);
          for (const option of Object.values(element.options)) read(option.value);
          break;
        default:
          if ('value' in element) found.add(String(element.value));
      }
    }
  };
  read(new IntlMessageFormat(message, locale, undefined, { shouldParseSkeletons: true }).getAst());
  return [...found].sort();
}

/** The cases that a message's plurals and selections spell out, to be shown for each of them. */
export function casesOf(message: string, locale: string): Map<string, string[]> {
  const cases = new Map<string, string[]>();
  const read = (elements: readonly Element[]) => {
    for (const element of elements) {
      if (element.type === 8) read(element.children);
      if (element.type !== 5 && element.type !== 6) continue;
      cases.set(element.value, Object.keys(element.options).sort());
      for (const option of Object.values(element.options)) read(option.value);
    }
  };
  read(new IntlMessageFormat(message, locale).getAst());
  return cases;
}
