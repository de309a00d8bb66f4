import { MessageCircle } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { ReviewRow } from '@/lib/review/schema';
import { counted } from './words';

/** The articles with colleagues' submitted work. */
export function ReviewQueueTable({
  projectId,
  rows,
}: {
  projectId: string;
  rows: readonly ReviewRow[];
}) {
  return (
    <Table stacked label="Articles to review">
      <TableHeader>
        <TableRow>
          <TableHead>Title</TableHead>
          <TableHead>Coded by</TableHead>
          <TableHead>To review</TableHead>
          <TableHead>Reviewed</TableHead>
          <TableHead>Submitted</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.versionId}>
            <TableCell className="min-w-64 max-sm:min-w-0">
              <div>
                <Link
                  href={reviewHref(projectId, row)}
                  data-queue-link
                  prefetch={false}
                  lang={row.language ?? undefined}
                  dir={row.direction}
                  className="block font-medium font-serif text-base leading-snug hover:text-primary hover:underline"
                >
                  {row.title}
                </Link>
                {row.publisher ? (
                  <p className="text-muted-foreground text-xs">{row.publisher}</p>
                ) : null}
              </div>
            </TableCell>
            <TableCell label="Coded by">
              <ul className="leading-snug">
                {row.coders.map((coder) => (
                  <li key={coder.id}>
                    {coder.name}{' '}
                    <span className="whitespace-nowrap text-muted-foreground text-xs tabular">
                      {coder.open} of {coder.total} open
                    </span>
                  </li>
                ))}
              </ul>
            </TableCell>
            <TableCell label="To review">
              <Open row={row} />
            </TableCell>
            <TableCell label="Reviewed" className="tabular">
              <div className="w-28">
                <Progress
                  value={row.total - row.unreviewed}
                  max={Math.max(1, row.total)}
                  label={`${row.total - row.unreviewed} of ${counted(row.total, 'annotation')} reviewed`}
                />
                <span aria-hidden className="text-muted-foreground text-xs">
                  {row.total - row.unreviewed} of {row.total}
                </span>
              </div>
            </TableCell>
            <TableCell label="Submitted" className="whitespace-nowrap">
              <RelativeTime value={row.submittedAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Where an article version is reviewed. */
export function reviewHref(
  projectId: string,
  { articleId, versionNo }: { readonly articleId: string; readonly versionNo: number },
): string {
  return `/projects/${projectId}/review/${articleId}?version=${versionNo}`;
}

function Open({ row }: { row: ReviewRow }) {
  if (row.unreviewed + row.disputed + row.openThreads === 0) {
    return <Badge tone="success">done</Badge>;
  }
  return (
    <div className="flex flex-wrap gap-1">
      {row.unreviewed > 0 ? <Badge tone="primary">{row.unreviewed} not reviewed</Badge> : null}
      {row.disputed > 0 ? <Badge tone="warning">{row.disputed} disputed</Badge> : null}
      {row.openThreads > 0 ? (
        <Badge>
          <MessageCircle aria-hidden /> {counted(row.openThreads, 'open thread')}
        </Badge>
      ) : null}
    </div>
  );
}
