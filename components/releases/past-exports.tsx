import { RelativeTime } from '@/components/ui/relative-time';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { ExportFilter, PastExport } from '@/lib/releases/schema';
import { counted, FORMAT_WORDS, STATE_WORDS } from './words';

interface Props {
  readonly past: readonly PastExport[];
  /** Coders' names by id. */
  readonly coders: ReadonlyMap<string, string>;
}

/** Earlier exports, from the project's history. */
export function PastExports({ past, coders }: Props) {
  return (
    <section aria-labelledby="past-exports" className="mt-10">
      <h2 id="past-exports" className="mb-3 font-semibold text-base">
        Earlier exports
      </h2>
      <Table stacked label="Earlier exports">
        <TableHeader>
          <TableRow>
            <TableHead>When</TableHead>
            <TableHead>Who</TableHead>
            <TableHead>Format</TableHead>
            <TableHead>Filter</TableHead>
            <TableHead>Held</TableHead>
            <TableHead>Manifest</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {past.map(({ seq, at, actorName, payload }) => (
            <TableRow key={seq}>
              <TableCell label="When">
                <RelativeTime value={at} />
              </TableCell>
              <TableCell label="Who">{actorName ?? 'Command line'}</TableCell>
              <TableCell label="Format">{FORMAT_WORDS[payload.format].name}</TableCell>
              <TableCell label="Filter">{filterWords(payload.filter, coders)}</TableCell>
              <TableCell label="Held" className="tabular">
                {counted(payload.counts.articles ?? 0, 'article')},{' '}
                {counted(payload.counts.annotations ?? 0, 'annotation')}
              </TableCell>
              <TableCell label="Manifest">
                <code className="font-mono text-xs" title={`SHA-256 ${payload.manifestSha256}`}>
                  {payload.manifestSha256.slice(0, 12)}…
                </code>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

function filterWords(filter: ExportFilter, coders: ReadonlyMap<string, string>): string {
  const words = [
    ...filter.layers,
    ...filter.codes,
    ...filter.coders.map((coder) => coders.get(coder) ?? coder),
    ...filter.states.map((state) => STATE_WORDS[state].toLowerCase()),
  ];
  return words.length === 0 ? 'everything' : words.join(', ');
}
