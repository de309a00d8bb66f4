import { useFormatter, useTranslations } from 'next-intl';
import { Figure } from '@/components/dashboard/figure';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { CodedFilter } from '@/lib/register/filter';
import type { FrameCount } from '@/lib/reports/schema';
import { quotesHref, reportCsvHref } from './href';
import { ReportSection } from './report-section';

interface Props {
  readonly projectId: string;
  readonly filter: CodedFilter;
  readonly frames: readonly FrameCount[];
  readonly nameOf: (code: string) => string;
}

/** Frames by whose voice they are in: a bar for each, and the numbers. */
export function Framing({ projectId, filter, frames, nameOf }: Props) {
  const t = useTranslations('reports');
  const format = useFormatter();
  return (
    <ReportSection
      id="framing"
      title={t('framing')}
      help={t('framingHelp')}
      csvHref={reportCsvHref(projectId, filter, 'framing')}
    >
      {frames.length === 0 ? (
        <p className="text-muted-foreground text-sm">{t('noFraming')}</p>
      ) : (
        <Table label={t('tableOf', { title: t('framing') })}>
          <TableColumns names={[t('code'), t('share'), t('outlet'), t('quoted'), t('inferred')]} />
          <TableBody>
            {frames.map(({ code, outlet, quoted, inferred }) => {
              const name = nameOf(code);
              const percent = outlet / (outlet + quoted);
              return (
                <TableRow key={code}>
                  <th scope="row" className="px-3 py-2 text-left font-medium">
                    {name}
                  </th>
                  <TableCell>
                    <VoiceBar label={t('shareOf', { name, percent })} share={percent} />
                  </TableCell>
                  <TableCell>
                    <Figure
                      value={outlet}
                      of={`${name}, ${t('outlet')}`}
                      href={quotesHref(projectId, filter, { code, voice: 'outlet' })}
                    />
                  </TableCell>
                  <TableCell>
                    <Figure
                      value={quoted}
                      of={`${name}, ${t('quoted')}`}
                      href={quotesHref(projectId, filter, { code, voice: 'quoted_source' })}
                    />
                  </TableCell>
                  <TableCell className="tabular">{format.number(inferred)}</TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
    </ReportSection>
  );
}

/** The outlet's share filled, the sources' hatched, so that it is told apart without colour too. */
function VoiceBar({ label, share }: { label: string; share: number }) {
  return (
    <svg viewBox="0 0 160 12" role="img" aria-label={label} className="block h-3 w-40">
      <defs>
        <pattern
          id="voice-hatch"
          width={5}
          height={5}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1={0} y1={0} x2={0} y2={5} className="stroke-muted-foreground" strokeWidth={2} />
        </pattern>
      </defs>
      <rect width={160 * share} height={12} rx={2} className="fill-primary" />
      <rect x={160 * share} width={160 * (1 - share)} height={12} rx={2} fill="url(#voice-hatch)" />
    </svg>
  );
}
