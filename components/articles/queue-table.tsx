import Link from 'next/link';
import { useLocale } from 'next-intl';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import { formatUtc } from '@/components/ui/time-format';
import type { QueueRow } from '@/lib/articles/schema';
import { CodingState } from './coding-state';
import { languageName } from './language-name';

interface Props {
  projectId: string;
  rows: readonly QueueRow[];
}

/** The articles of one page of the queue. */
export function QueueTable({ projectId, rows }: Props) {
  return (
    <Table stacked label="Articles">
      <TableHeader>
        <TableRow>
          <TableHead>Title</TableHead>
          <TableHead>Publisher</TableHead>
          <TableHead>Published</TableHead>
          <TableHead>Language</TableHead>
          <TableHead>My coding</TableHead>
          <TableHead>Progress</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.versionId}>
            <TableCell className="min-w-64 max-sm:min-w-0">
              <Link
                href={`/projects/${projectId}/articles/${row.articleId}`}
                data-queue-link
                // Articles are long; fifty of them are not fetched on the chance of a visit.
                prefetch={false}
                lang={row.language ?? undefined}
                dir={row.direction}
                className="block font-medium font-serif text-base leading-snug hover:text-primary hover:underline"
              >
                {row.title}
              </Link>
            </TableCell>
            <TableCell label="Publisher">{row.publisher ?? <Missing />}</TableCell>
            <TableCell label="Published" className="whitespace-nowrap tabular">
              <Published at={row.publishedAt} />
            </TableCell>
            <TableCell label="Language">{languageName(row.language)}</TableCell>
            <TableCell label="My coding">
              <CodingState state={row.myState} />
            </TableCell>
            <TableCell label="Progress" className="tabular">
              <Work row={row} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Missing() {
  return <span className="text-muted-foreground">not known</span>;
}

function Published({ at }: { at: string | null }) {
  const locale = useLocale();
  if (at === null) return <Missing />;
  return (
    <time dateTime={at} title={formatUtc(new Date(at), locale)}>
      {at.slice(0, 10)}
    </time>
  );
}

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

function Work({ row }: { row: QueueRow }) {
  if (row.codersStarted === 0) return <span className="text-muted-foreground">Nobody yet</span>;
  return (
    <div className="min-w-44 leading-snug max-sm:min-w-0 max-sm:flex-1">
      <p>
        {row.codersSubmitted} of {count(row.codersStarted, 'coder', 'coders')} submitted
      </p>
      <p className="text-muted-foreground text-xs">
        {count(row.annotations, 'annotation', 'annotations')}
        {row.myAnnotations > 0 ? `, ${row.myAnnotations} mine` : ''}
        {row.unreviewed > 0 ? `; ${row.unreviewed} to review` : ''}
      </p>
    </div>
  );
}
