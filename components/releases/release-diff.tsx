import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { ReleaseDiff } from '@/lib/releases/frozen/schema';

const THINGS = ['articles', 'annotations', 'relations'] as const;
const KINDS = ['added', 'changed', 'dropped', 'same'] as const;

/** What a release has against another one, counted and by example. */
export function ReleaseDiffTables({ projectId, diff }: { projectId: string; diff: ReleaseDiff }) {
  const t = useTranslations('releases');
  const format = useFormatter();
  return (
    <div className="grid gap-6">
      <Table label={t('compareCounts')}>
        <TableColumns names={[t('what'), ...KINDS.map((kind) => t(`diff.${kind}`))]} />
        <TableBody>
          {THINGS.map((thing) => (
            <TableRow key={thing}>
              <th scope="row" className="px-3 py-2 text-left font-medium">
                {t(`counts.${thing}`)}
              </th>
              {KINDS.map((kind) => (
                <TableCell key={kind} className="tabular">
                  {format.number(diff[thing][kind])}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {diff.samples.length > 0 ? (
        <Table label={t('compareSamples')}>
          <TableColumns names={[t('what'), t('code'), t('words'), t('article')]} />
          <TableBody>
            {diff.samples.map((one) => (
              <TableRow key={one.annotationId}>
                <TableCell>{t(`diff.${one.kind}`)}</TableCell>
                <TableCell>{one.code}</TableCell>
                <th scope="row" className="min-w-64 px-3 py-2 text-left font-normal">
                  <Link
                    href={`/projects/${projectId}/annotations/${one.annotationId}`}
                    prefetch={false}
                    className="underline underline-offset-4"
                  >
                    {one.words || t('wholeArticle')}
                  </Link>
                </th>
                <TableCell className="min-w-48">{one.article}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      ) : null}
    </div>
  );
}
