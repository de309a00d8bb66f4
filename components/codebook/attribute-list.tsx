import { Badge } from '@/components/ui/badge';
import type { AttributeKind, CodebookAttribute } from '@/lib/codebook/schema';
import { CODEBOOK_WORDS, type CodebookLanguage } from './language';

const KIND_WORDS: Readonly<Record<CodebookLanguage, Record<AttributeKind, string>>> = {
  en: {
    choice: 'one of',
    multi_choice: 'any of',
    text: 'text',
    number: 'number',
    date: 'date',
    actor: 'actor',
    claim: 'claim',
  },
  fr: {
    choice: 'l’un de',
    multi_choice: 'au choix',
    text: 'texte',
    number: 'nombre',
    date: 'date',
    actor: 'acteur',
    claim: 'affirmation',
  },
};

interface Props {
  attributes: readonly CodebookAttribute[];
  language: CodebookLanguage;
}

/** Attribute definitions with their options. */
export function AttributeList({ attributes, language }: Props) {
  return (
    <dl className="grid gap-3">
      {attributes.map((attribute) => (
        <div key={`${attribute.code ?? ''}/${attribute.key}`}>
          <dt className="flex flex-wrap items-baseline gap-x-2 text-sm">
            <span className="font-medium">{attribute.name[language]}</span>
            <span className="text-muted-foreground text-xs">
              {KIND_WORDS[language][attribute.kind]}
            </span>
            {attribute.required ? <Badge>{CODEBOOK_WORDS[language].required}</Badge> : null}
          </dt>
          <dd className="mt-0.5 text-muted-foreground text-sm">{attribute.definition[language]}</dd>
          {attribute.options.length > 0 ? (
            <dd className="mt-1.5">
              <ul className="flex flex-wrap gap-1.5">
                {attribute.options.map((option) => (
                  <li key={option.value}>
                    <Badge>{option.name[language]}</Badge>
                  </li>
                ))}
              </ul>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
