import { useTranslations } from 'next-intl';
import { ArticleTitle } from '@/components/ui/article-title';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { CodingLine } from '@/lib/dashboard/schema';

/** Codings, a line each, with the way to the article. */
export function CodingTable({
  projectId,
  lines,
}: {
  projectId: string;
  lines: readonly CodingLine[];
}) {
  const t = useTranslations('dashboard');
  const columns = [
    t('codings.article'),
    t('coder'),
    t('codings.state'),
    t('codings.submittedAt'),
    t('codings.annotations'),
  ];
  return (
    <Table stacked label={t('codings.title')}>
      <TableColumns names={columns} />
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.id}>
            <TableCell>
              <ArticleTitle
                href={`/projects/${projectId}/articles/${line.articleId}?version=${line.versionNo}`}
                article={line}
              />
            </TableCell>
            <TableCell label={columns[1]}>{line.coderName}</TableCell>
            <TableCell label={columns[2]}>
              <Badge tone={line.state === 'submitted' ? 'success' : 'info'}>
                {line.state === 'submitted' ? t('codings.submitted') : t('codings.inProgress')}
              </Badge>
            </TableCell>
            <TableCell label={columns[3]}>
              {line.submittedAt ? <RelativeTime value={line.submittedAt} /> : '–'}
            </TableCell>
            <TableCell label={columns[4]} className="tabular">
              {line.annotations}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
