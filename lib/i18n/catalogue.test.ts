import { readdirSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '@/lib/db/paths';
import { argumentsOf, casesOf } from './icu-testing';
import { LOCALES, type Locale } from './locales';
import { messagesOf } from './messages/catalogue';
import { messageCalls, productSources, walk } from './scan-testing';

/** Messages by `area.key`, nested keys joined with dots. */
function flat(locale: Locale): Map<string, string> {
  const found = new Map<string, string>();
  const read = (value: unknown, path: string) => {
    if (typeof value === 'string') found.set(path, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) read(inner, path ? `${path}.${key}` : key);
    } else throw new Error(`${locale}: ${path} is neither a text nor a group`);
  };
  read(messagesOf(locale), '');
  return found;
}

const english = flat('en');
const others = LOCALES.filter((locale) => locale !== 'en');
const sources = productSources(['app', 'components', 'lib']);
const calls = sources.flatMap(messageCalls);

describe.each(LOCALES)('the catalogue in %s', (locale) => {
  const messages = flat(locale);

  it('has a file for each area, all of them loaded', () => {
    const files = readdirSync(fromRoot('lib/i18n/messages', locale));
    expect(files.map((name) => name.replace(/\.json$/, '')).sort()).toEqual(
      Object.keys(messagesOf(locale)).sort(),
    );
  });

  it('has the same keys as the English one', () => {
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('asks for the same values as the English one', () => {
    const differing = [...messages].flatMap(([key, message]) => {
      const here = argumentsOf(message, locale);
      const there = argumentsOf(english.get(key) ?? '', 'en');
      return here.join() === there.join() ? [] : [`${key}: ${here} instead of ${there}`];
    });
    expect(differing).toEqual([]);
  });

  it('spells out every plural form that the language has, and selects the same cases', () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const lacking = [...messages].flatMap(([key, message]) => {
      const selections = casesOf(english.get(key) ?? '', 'en');
      return [...casesOf(message, locale)].flatMap(([name, found]) => {
        const plural = found.includes('one') || found.some((form) => form.startsWith('='));
        // "many" is for millions of something: what "other" says serves.
        const wanted = plural
          ? forms.filter((form) => form !== 'many')
          : (selections.get(name) ?? []);
        return wanted.every((form) => found.includes(form)) ? [] : [`${key}: ${name} ${found}`];
      });
    });
    expect(lacking).toEqual([]);
  });

  it('says something in every message, without spaces at its ends', () => {
    const odd = [...messages].filter(([, message]) => message === '' || message !== message.trim());
    expect(odd).toEqual([]);
  });
});

describe('the pages', () => {
  it('are read by this test', () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(calls.length).toBeGreaterThan(5);
  });

  it('ask only for messages that there are', () => {
    const keys = [...english.keys()];
    const missing = calls.filter(({ area, key }) => {
      if (key === null) return false; // the compiler knows
      const pattern = patternOf(`${area}.${key}`);
      return !keys.some((known) => pattern.test(known));
    });
    expect(missing.map(({ area, key, at }) => `${at} ${area}.${key}`)).toEqual([]);
  });

  it('give each message the values that it asks for', () => {
    const wrong = calls.flatMap(({ area, key, values, at }) => {
      const message = english.get(`${area}.${key}`);
      if (message === undefined || values === null) return [];
      const wanted = argumentsOf(message, 'en').map((name) => name.replace(/ tag$/, ''));
      return [...values].sort().join() === wanted.sort().join()
        ? []
        : [`${at} ${area}.${key}: ${values} instead of ${wanted}`];
    });
    expect(wrong).toEqual([]);
  });

  it('use every message', () => {
    const patterns = calls.flatMap(({ area, key }) =>
      key === null ? [] : [patternOf(`${area}.${key}`)],
    );
    const literals = new Set<string>();
    for (const file of sources) {
      walk(file, (node) => {
        if (ts.isStringLiteralLike(node) || ts.isPropertyName(node)) literals.add(textOf(node));
      });
    }
    const unused = [...english.keys()].filter((key) => {
      if (patterns.some((pattern) => pattern.test(key))) return false;
      // Asked for by a variable: then its name, or its last part, stands somewhere as a literal.
      return !calls.some(
        ({ area, key: asked }) =>
          asked === null && key.startsWith(`${area}.`) && literals.has(key.slice(area.length + 1)),
      );
    });
    expect(unused).toEqual([]);
  });
});

function patternOf(key: string): RegExp {
  const literal = key.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.+')}$`);
}

function textOf(node: ts.StringLiteralLike | ts.PropertyName): string {
  return 'text' in node ? node.text : '';
}

describe('French', () => {
  it('sets a no-break space before double signs and inside quotation marks', () => {
    const wrong = others.flatMap((locale) =>
      [...flat(locale)].filter(
        ([, message]) =>
          /(?<![\u202f\u00a0])[;!?»](?!\w)|(?<![\u202f\u00a0\w])[:](?=\s)|«(?![\u202f\u00a0])/u.test(
            message,
          ) || message.includes("'"),
      ),
    );
    expect(wrong).toEqual([]);
  });
});
