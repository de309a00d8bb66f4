import { z } from 'zod';

/** The languages that every codebook is written in. */
export const codebookLanguageSchema = z.enum(['en', 'fr']);
export type CodebookLanguage = z.infer<typeof codebookLanguageSchema>;

interface Words {
  readonly include: string;
  readonly exclude: string;
  readonly examples: string;
  readonly attributes: string;
  readonly required: string;
  readonly joins: string;
  readonly anyNumber: string;
  readonly incomplete: string;
  readonly span: string;
  readonly article: string;
  readonly composite: string;
  readonly retired: string;
}

/** The fixed words of the codebook's page. */
export const CODEBOOK_WORDS: Readonly<Record<CodebookLanguage, Words>> = {
  en: {
    include: 'Include',
    exclude: 'Exclude',
    examples: 'Examples',
    attributes: 'Attributes',
    required: 'required',
    joins: 'Joins',
    anyNumber: 'any number',
    incomplete: 'at least one',
    span: 'span',
    article: 'whole article',
    composite: 'group of spans',
    retired: 'retired',
  },
  fr: {
    include: 'Inclure',
    exclude: 'Exclure',
    examples: 'Exemples',
    attributes: 'Attributs',
    required: 'obligatoire',
    joins: 'Relie',
    anyNumber: 'nombre quelconque',
    incomplete: 'au moins un',
    span: 'segment',
    article: 'article entier',
    composite: 'groupe de segments',
    retired: 'retiré',
  },
};
