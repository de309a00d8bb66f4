import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { ImportRejectionDto } from '@/lib/ingest/upload-schema';

/** What was refused, in the order of the files. */
export function RejectionTable({ rejections }: { rejections: readonly ImportRejectionDto[] }) {
  return (
    <Table stacked label="What was refused">
      <TableHeader>
        <TableRow>
          <TableHead>File</TableHead>
          <TableHead>Line</TableHead>
          <TableHead>What</TableHead>
          <TableHead>Why</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rejections.map(({ position, file, line, kind, reason }) => (
          <TableRow key={position}>
            <TableCell label="File" className="break-all">
              {file}
            </TableCell>
            <TableCell label="Line" className="tabular">
              {line ?? '–'}
            </TableCell>
            <TableCell label="What">{kind}</TableCell>
            <TableCell label="Why" className="break-words">
              {reason}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
