import type { Locale } from '../locales';
import { en } from './en';
import { fr } from './fr';

export type Messages = typeof en;

const CATALOGUE: Readonly<Record<Locale, Messages>> = { en, fr };

/** All messages of a language, by area. */
export function messagesOf(locale: Locale): Messages {
  return CATALOGUE[locale];
}
