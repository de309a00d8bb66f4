import { Fragment } from 'react';
import type { CodeExample, Localized } from '@/lib/codebook/schema';
import type { CodebookLanguage } from './language';

/** Cuts an example at its double square brackets: [text, marked, text, marked, …]. */
export function exampleParts(text: string): { text: string; marked: boolean }[] {
  return text
    .split(/\[\[(.+?)\]\]/su)
    .map((part, index) => ({ text: part, marked: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}

/** An example with the marked words underlined in the code's colour. */
export function Example({
  example,
  language,
}: {
  example: CodeExample;
  language: CodebookLanguage;
}) {
  const note: Localized | undefined = example.note;
  return (
    <figure className="border-l-2 pl-3">
      <blockquote lang={example.language} className="font-serif text-[0.9375rem]">
        {exampleParts(example.text).map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text
          <Fragment key={index}>
            {part.marked ? (
              <mark className="rounded-xs bg-transparent text-foreground underline decoration-(--code-light) decoration-2 underline-offset-4 dark:decoration-(--code-dark)">
                {part.text}
              </mark>
            ) : (
              part.text
            )}
          </Fragment>
        ))}
      </blockquote>
      {note ? (
        <figcaption className="mt-0.5 text-muted-foreground text-xs">{note[language]}</figcaption>
      ) : null}
    </figure>
  );
}
