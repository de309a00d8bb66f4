import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import type { CodebookCode, CodebookDocument } from '@/lib/codebook/schema';
import {
  type AttemptDto,
  type Side,
  type TrainingDifference,
  VERDICTS,
  type Verdict,
} from '@/lib/training/schema';

const TONES = {
  agreed: 'success',
  differs: 'warning',
  missed: 'danger',
  extra: 'danger',
} as const satisfies Record<Verdict, string>;

interface Props {
  attempt: AttemptDto;
  codebook: CodebookDocument;
  /** The reader is the trainee. */
  isOwn: boolean;
}

/** The score by code, and what differs from the gold, place by place, with the reasons. */
export function AttemptReport({ attempt, codebook, isOwn }: Props) {
  const t = useTranslations('training');
  const tj = useTranslations('adjudication');
  const format = useFormatter();
  const locale = useLocale();
  const { perCode, differences } = attempt.result;
  const codes = new Map(codebook.codes.map((code) => [code.key, code]));
  const nameOf = (key: string) => {
    const { name } = codes.get(key) ?? codebook.relationTypes.find((one) => one.key === key) ?? {};
    return name?.[locale] ?? name?.en ?? key;
  };
  const shown = differences.filter(({ verdict }) => verdict !== 'agreed');
  const count = (verdict: Verdict) => differences.filter((one) => one.verdict === verdict).length;
  const columns = [tj('code'), t('result.value'), t('result.units')];
  return (
    <>
      {perCode.length > 0 ? (
        <section aria-labelledby="per-code" className="mt-8">
          <h2 id="per-code" className="mb-3 font-semibold text-lg">
            {t('result.perCode')}
          </h2>
          <Table stacked label={t('result.perCode')}>
            <TableColumns names={columns} />
            <TableBody>
              {perCode.map(({ code, value, units }) => (
                <TableRow key={code}>
                  <TableCell className="font-medium">{nameOf(code)}</TableCell>
                  <TableCell label={columns[1]} className="tabular">
                    {value === null ? '–' : format.number(value, { maximumFractionDigits: 2 })}
                  </TableCell>
                  <TableCell label={columns[2]} className="tabular">
                    {units}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </section>
      ) : null}
      <section aria-labelledby="places" className="mt-8">
        <h2 id="places" className="font-semibold text-lg">
          {t('result.differences')}
        </h2>
        <p className="mt-1 mb-3 text-muted-foreground text-sm tabular">
          {t('result.counts', {
            agreed: count(VERDICTS[0]),
            missed: count(VERDICTS[1]),
            extra: count(VERDICTS[2]),
            differs: count(VERDICTS[3]),
          })}
          {count('agreed') > 0 ? ` ${t('result.onlyDifferences')}` : null}
        </p>
        {differences.length === 0 ? <p className="text-sm">{t('result.empty')}</p> : null}
        <ol className="grid gap-3">
          {shown.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what an attempt keeps never changes
            <li key={at} className="rounded-xl border bg-card p-4">
              <Place
                one={one}
                attempt={attempt}
                isOwn={isOwn}
                nameOf={nameOf}
                rule={codes.get(one.gold?.codeKey ?? one.mine?.codeKey ?? '')}
              />
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

interface PlaceProps {
  one: TrainingDifference;
  attempt: AttemptDto;
  isOwn: boolean;
  nameOf(key: string): string;
  rule: CodebookCode | undefined;
}

function Place({ one, attempt, isOwn, nameOf, rule }: PlaceProps) {
  const t = useTranslations('training');
  const tj = useTranslations('adjudication');
  const locale = useLocale();
  const definition = rule?.definition?.[locale] ?? rule?.definition?.en;
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Badge tone={TONES[one.verdict]}>{t(`verdicts.${one.verdict}`)}</Badge>
        {one.verdict === 'differs'
          ? one.differences.map((what) => (
              <span key={what} className="text-muted-foreground">
                {t(`differences.${what}`)}
              </span>
            ))
          : null}
      </p>
      <dl className="mt-3 grid gap-3 sm:grid-cols-2">
        <SideWords
          title={isOwn ? t('result.mine') : t('result.theirs', { name: attempt.userName })}
          side={one.mine}
          {...{ one, attempt, nameOf }}
        />
        <SideWords title={t('result.gold')} side={one.gold} {...{ one, attempt, nameOf }} />
      </dl>
      {one.cause || one.note ? (
        <p className="mt-3 text-sm">
          <span className="font-medium">{t('result.cause')}: </span>
          {[one.cause ? tj(`causes.${one.cause}`) : null, one.note].filter(Boolean).join(' · ')}
        </p>
      ) : null}
      {definition ? (
        <details className="mt-2 text-sm">
          <summary className="cursor-pointer text-primary">
            {t('result.rule')}: {nameOf(rule?.key ?? '')}
          </summary>
          <p className="mt-1 max-w-prose text-muted-foreground">{definition}</p>
        </details>
      ) : null}
    </>
  );
}

function SideWords({
  title,
  side,
  one,
  attempt,
  nameOf,
}: {
  title: string;
  side: Side | null;
  one: TrainingDifference;
  attempt: AttemptDto;
  nameOf(key: string): string;
}) {
  const t = useTranslations('training');
  const values = Object.entries(side?.attributes ?? {});
  return (
    <div className="min-w-0 rounded-lg bg-muted/50 p-3">
      <dt className="text-muted-foreground text-xs">{title}</dt>
      <dd className="mt-1">
        {side === null ? (
          <span className="text-muted-foreground text-sm italic">{t('result.nothing')}</span>
        ) : (
          <>
            <p className="font-medium text-sm">{nameOf(side.codeKey)}</p>
            <p
              lang={attempt.language ?? undefined}
              dir={attempt.direction}
              className="break-words font-serif text-[0.9375rem]"
            >
              {side.quote || (one.kind === 'article' ? t('result.wholeArticle') : null)}
            </p>
            {side.parts.map(({ role, quote }) => (
              <p key={`${role}${quote}`} dir={attempt.direction} className="break-words text-sm">
                {t('result.parts', { role: nameOf(role), quote })}
              </p>
            ))}
            {values.length > 0 ? (
              <p className="mt-1 text-muted-foreground text-xs">
                {values.map(([key, value]) => `${key}: ${String(value)}`).join(' · ')}
              </p>
            ) : null}
          </>
        )}
      </dd>
    </div>
  );
}
