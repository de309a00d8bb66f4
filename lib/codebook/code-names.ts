import type { Actor } from '@/lib/auth/actor';
import { getPublishedCodebook } from './queries';

/** The names of a project's codes in a language, by key; a key that has none is its own name. */
export async function readCodeNames(
  actor: Actor,
  locale: string,
): Promise<(code: string) => string> {
  const codebook = await getPublishedCodebook(actor);
  const codes = codebook.ok ? codebook.value.document.codes : [];
  const names = new Map(codes.map(({ key, name }) => [key, name[locale] ?? name.en]));
  return (code) => names.get(code) ?? code;
}
