import { useLocale, useTranslations } from 'next-intl';
import { Added, Removed, TextDiff } from '@/components/review/text-diff';
import { Alert } from '@/components/ui/alert';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import { formatUtc } from '@/components/ui/time-format';
import type { ComparedField, WhatChanged } from '@/lib/versions/rules/what-changed';

interface Props {
  changed: WhatChanged;
  language: string | null;
  direction: 'ltr' | 'rtl';
}

const TIMES: readonly ComparedField[] = ['publishedAt', 'modifiedAt'];
const IN_LANGUAGE: readonly ComparedField[] = ['title', 'lede'];

/** What an analyst wants to know before reading the diff: fields, quotations, figures, paragraphs. */
export function ChangeSummary({ changed, language, direction }: Props) {
  const t = useTranslations('versions');
  const locale = useLocale();
  const { fields, quotes, figures, paragraphs, silent } = changed;
  const nothing = fields.length + quotes.length + figures.length === 0;
  const words = { lang: language ?? undefined, dir: direction };
  return (
    <div className="grid gap-4">
      {silent ? (
        <Alert tone="warning" title={t('silent')}>
          {t('silentText')}
        </Alert>
      ) : null}
      <p className="text-sm">
        {t('paragraphs', {
          changed: paragraphs.changed,
          added: paragraphs.added,
          removed: paragraphs.removed,
          moved: paragraphs.moved,
        })}
        {nothing ? ` ${t('onlyWords')}` : null}
      </p>
      {nothing ? null : (
        <Table stacked label={t('whatChanged')}>
          <TableColumns names={[t('what'), t('before'), t('after')]} />
          <TableBody>
            {fields.map(({ field, before, after }) => {
              const say = (value: string | null) =>
                value !== null && TIMES.includes(field)
                  ? formatUtc(new Date(value), locale)
                  : value;
              return (
                <TableRow key={field}>
                  <TableCell className="font-medium">{t(`fields.${field}`)}</TableCell>
                  {IN_LANGUAGE.includes(field) && before !== null && after !== null ? (
                    <TableCell label={t('diff')} colSpan={2}>
                      <TextDiff {...{ before, after, language, direction }} />
                    </TableCell>
                  ) : (
                    <Sides before={say(before)} after={say(after)} />
                  )}
                </TableRow>
              );
            })}
            {quotes.map(({ kind, before, after }) => (
              <TableRow key={`${kind} ${before} ${after}`}>
                <TableCell className="font-medium">{t(`quotes.${kind}`)}</TableCell>
                {before !== null && after !== null ? (
                  <TableCell label={t('diff')} colSpan={2}>
                    <TextDiff {...{ before, after, language, direction }} />
                  </TableCell>
                ) : (
                  <Sides before={before} after={after} {...words} />
                )}
              </TableRow>
            ))}
            {figures.map(({ kind, before, after, context }) => (
              <TableRow key={`${kind} ${before} ${after} ${context}`}>
                <TableCell className="font-medium">
                  {t(`figures.${kind}`)}
                  <span {...words} className="block font-normal text-muted-foreground text-xs">
                    {context}
                  </span>
                </TableCell>
                <Sides before={before} after={after} />
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </div>
  );
}

interface SidesProps {
  before: string | null;
  after: string | null;
  lang?: string | undefined;
  dir?: 'ltr' | 'rtl';
}

function Sides({ before, after, ...words }: SidesProps) {
  const t = useTranslations('versions');
  const none = <span className="text-muted-foreground">{t('none')}</span>;
  return (
    <>
      <TableCell label={t('before')} {...words}>
        {before === null ? none : <Removed>{before}</Removed>}
      </TableCell>
      <TableCell label={t('after')} {...words}>
        {after === null ? none : <Added>{after}</Added>}
      </TableCell>
    </>
  );
}
