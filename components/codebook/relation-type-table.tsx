import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { CodebookRelationType, Localized } from '@/lib/codebook/schema';
import type { CodebookLanguage } from './language';

const WORDS = {
  en: {
    title: 'Relations',
    table: 'Table of relations',
    name: 'Relation',
    ends: 'Joins',
    definition: 'Meaning',
  },
  fr: {
    title: 'Relations',
    table: 'Tableau des relations',
    name: 'Relation',
    ends: 'Relie',
    definition: 'Sens',
  },
} as const;

interface Props {
  types: readonly CodebookRelationType[];
  codeNames: ReadonlyMap<string, Localized>;
  language: CodebookLanguage;
}

/** The typed links that annotations may have, and which codes they join. */
export function RelationTypeTable({ types, codeNames, language }: Props) {
  const words = WORDS[language];
  const names = (keys: readonly string[]) =>
    keys.map((key) => codeNames.get(key)?.[language] ?? key).join(', ');
  return (
    <section aria-labelledby="relation-types" id="relations" className="scroll-mt-24">
      <h2 id="relation-types" className="mb-3 font-semibold font-serif text-xl tracking-tight">
        {words.title}
      </h2>
      <Table stacked label={words.table}>
        <TableColumns names={[words.name, words.ends, words.definition]} />
        <TableBody>
          {types.map((type) => (
            <TableRow key={type.key}>
              <TableCell className="whitespace-nowrap font-medium">{type.name[language]}</TableCell>
              <TableCell label={words.ends} className="whitespace-nowrap">
                {names(type.from)} {type.symmetric ? '↔' : '→'} {names(type.to)}
              </TableCell>
              <TableCell className="text-muted-foreground">{type.definition[language]}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
