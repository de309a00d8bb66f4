import type { ReactNode } from 'react';
import { Card, CardContent } from '@/components/ui/card';
import { Figure } from './figure';

interface Total {
  readonly name: string;
  readonly value: number;
  readonly href: string;
}

/** A row of cards: numbers that lead to what they count, and one more thing that leads nowhere. */
export function Totals({
  totals,
  last,
}: {
  readonly totals: readonly Total[];
  readonly last: { readonly name: string; readonly value: string; readonly note?: ReactNode };
}) {
  return (
    <div className="grid gap-3 sm:grid-cols-4">
      {totals.map(({ name, value, href }) => (
        <Card key={name}>
          <CardContent>
            <p className="text-muted-foreground text-sm">{name}</p>
            <Figure value={value} of={name} href={href} className="font-semibold text-2xl" />
          </CardContent>
        </Card>
      ))}
      <Card>
        <CardContent>
          <p className="text-muted-foreground text-sm">{last.name}</p>
          <p className="tabular font-semibold text-2xl">{last.value}</p>
          {last.note ? <p className="text-muted-foreground text-xs">{last.note}</p> : null}
        </CardContent>
      </Card>
    </div>
  );
}
