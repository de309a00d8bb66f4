import { useTranslations } from 'next-intl';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { QUOTE_GROUPS, type QuotesFilter, type QuotesReport, VOICES } from '@/lib/reports/schema';

interface Props {
  readonly filter: QuotesFilter;
  readonly report: QuotesReport;
  readonly nameOf: (code: string) => string;
}

/** What the quotes report asks besides: code, actor, voice, and what they are put together by. */
export function QuotesFields({ filter, report, nameOf }: Props) {
  const t = useTranslations('reports');
  const codes = report.codes.map((code) => ({ value: code, name: nameOf(code) }));
  const voiceName = { outlet: t('outlet'), quoted_source: t('quoted') };
  const fields = [
    { name: 'code', label: t('code'), options: codes },
    { name: 'with', label: t('withCode'), options: codes },
    {
      name: 'actor',
      label: t('actor'),
      options: report.actors.map((actor) => ({ value: actor, name: actor })),
    },
    {
      name: 'voice',
      label: t('voice'),
      options: VOICES.map((voice) => ({ value: voice, name: voiceName[voice] })),
    },
  ] as const;
  return (
    <div className="col-span-2 grid grid-cols-2 gap-3 sm:grid-cols-5 lg:col-span-5 lg:row-start-1">
      <div className="grid min-w-0 gap-1.5">
        <Label htmlFor="filter-by">{t('groupBy')}</Label>
        <NativeSelect id="filter-by" name="by" defaultValue={filter.by}>
          {QUOTE_GROUPS.map((one) => (
            <option key={one} value={one}>
              {t(`groups.${one}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      {fields.map(({ name, label, options }) => (
        <div key={name} className="grid min-w-0 gap-1.5">
          <Label htmlFor={`filter-${name}`}>{label}</Label>
          <NativeSelect id={`filter-${name}`} name={name} defaultValue={filter[name] ?? ''}>
            <option value="">{t('any')}</option>
            {options.map(({ value, name: shown }) => (
              <option key={value} value={value}>
                {shown}
              </option>
            ))}
          </NativeSelect>
        </div>
      ))}
    </div>
  );
}
