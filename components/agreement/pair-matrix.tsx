import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import { Table, TableBody, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { AgreementDto } from '@/lib/reliability/schema';
import { agreementHref } from './href';
import { useScoreWords } from './names';

interface Props {
  projectId: string;
  agreement: AgreementDto;
  /** The pair whose disagreements are shown. */
  current: string | null;
}

/** Each coder against each other. The shade says the figure again; the cell leads to what is behind it. */
export function PairMatrix({ projectId, agreement, current }: Props) {
  const t = useTranslations('agreement');
  const words = useScoreWords();
  const { coders, pairs, question } = agreement;
  if (pairs.length === 0) return null;
  const nameOf = (id: string) => coders.find((coder) => coder.id === id)?.name ?? id;
  const find = (one: string, other: string) =>
    pairs.find(
      (pair) =>
        (pair.one === one && pair.other === other) || (pair.one === other && pair.other === one),
    );
  return (
    <section className="mb-8">
      <h2 className="mb-1 font-semibold text-lg">{t('pairs.title')}</h2>
      <p className="mb-2 text-muted-foreground text-sm">{t('pairs.help')}</p>
      <Table label={t('pairs.title')} className="w-auto min-w-full">
        <TableHeader>
          <TableRow>
            <td />
            {coders.map(({ id, name }) => (
              <TableHead key={id} className="text-center">
                {name}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {coders.map((row) => (
            <TableRow key={row.id}>
              <TableHead scope="row" className="text-foreground">
                {row.name}
              </TableHead>
              {coders.map((column) => {
                const pair = find(row.id, column.id);
                if (!pair) {
                  return <td key={column.id} aria-label={t('pairs.self')} className="bg-muted" />;
                }
                const key = `${pair.one}~${pair.other}`;
                const { text, why } = words(pair.score);
                const value = t('pairs.cell', {
                  one: nameOf(row.id),
                  other: nameOf(column.id),
                  value: why ?? text,
                });
                return (
                  <td key={column.id} style={shade(pair.score.value)} className="p-0 text-center">
                    <Link
                      href={agreementHref(projectId, question, { pair: key })}
                      aria-label={value}
                      aria-current={key === current ? 'true' : undefined}
                      title={why ?? undefined}
                      className="block px-3 py-2.5 tabular underline decoration-dotted underline-offset-4 hover:decoration-solid aria-[current]:outline-2 aria-[current]:outline-primary aria-[current]:-outline-offset-2"
                    >
                      {text}
                    </Link>
                  </td>
                );
              })}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

/** Up to half of the page's main colour, so that the text stays readable on it. */
function shade(value: number | null): CSSProperties {
  const share = Math.round(40 * Math.max(0, Math.min(1, value ?? 0)) ** 2);
  return {
    backgroundColor: `color-mix(in srgb, var(--primary-soft) ${share * 2.5}%, transparent)`,
  };
}
