import { useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { CountTable as Counts } from '@/lib/dashboard/rules';
import { Figure } from './figure';

interface Props {
  label: string;
  rowsAre: string;
  table: Counts;
  nameOfRow(name: string): string;
  nameOfColumn(name: string | null): string;
  /** Where a number leads; null for the column: all of the row. */
  hrefOf(row: string, column: { readonly name: string | null } | null): string;
}

/** Counts by two things, with the sum of each row; every number leads to what it counts. */
export function CountTable({ label, rowsAre, table, nameOfRow, nameOfColumn, hrefOf }: Props) {
  const t = useTranslations('dashboard');
  const columns = table.columns.map(({ name }) => ({ name, title: nameOfColumn(name) }));
  return (
    <Table label={label}>
      <TableColumns names={[rowsAre, t('all'), ...columns.map(({ title }) => title)]} />
      <TableBody>
        {table.rows.map(({ name, total }) => (
          <TableRow key={name}>
            <th scope="row" className="px-3 py-2 text-left font-medium">
              {nameOfRow(name)}
            </th>
            <TableCell>
              <Figure
                value={total}
                of={`${nameOfRow(name)}, ${t('all')}`}
                href={hrefOf(name, null)}
                className="font-semibold"
              />
            </TableCell>
            {columns.map((column) => (
              <TableCell key={column.name ?? ''}>
                <Figure
                  value={table.count(name, column.name)}
                  of={`${nameOfRow(name)}, ${column.title}`}
                  href={hrefOf(name, column)}
                />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
