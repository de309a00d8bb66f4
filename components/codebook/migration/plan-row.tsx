'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { NativeSelect } from '@/components/ui/native-select';
import type { CodeInUse, MigrationStart } from '@/lib/migration/schema';
import { LET_GO, type PlanRow } from './plan-rows';

interface Props {
  code: CodeInUse;
  row: PlanRow;
  targets: MigrationStart['targets'];
  onChange: (row: PlanRow) => void;
}

/** One code of older versions: how many annotations have it, and what becomes of them. */
export function PlanRowFields({ code, row, targets, onChange }: Props) {
  const t = useTranslations('codebook');
  const locale = useLocale();
  const label = (name: { en: string; fr: string }) => (locale === 'fr' ? name.fr : name.en);
  const exists = targets.some(({ key }) => key === code.key);
  const choices = code.attributes.filter(({ values }) => values.length > 0);
  const split = choices.find(({ key }) => key === row.attribute);
  const lost = row.action === 'person' ? [] : code.attributes.filter((one) => one.lost);
  const options = targets.map(({ key, name }) => (
    <option key={key} value={key}>
      {label(name)}
    </option>
  ));
  return (
    <li className="grid gap-3 border-b p-3 last:border-b-0 sm:p-4" data-code={code.key}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="min-w-48 flex-1">
          <span className="font-medium">{label(code.name)}</span>{' '}
          <span className="text-muted-foreground text-sm">
            {t('annotations', { count: code.count })}
          </span>
        </span>
        <Badge tone={code.state === 'same' || code.state === 'wording' ? 'neutral' : 'warning'}>
          {t(`state.${code.state}`)}
        </Badge>
        <span className="w-full sm:w-64">
          <NativeSelect
            aria-label={t('whatBecomes', { name: label(code.name) })}
            value={row.action}
            onChange={(event) =>
              onChange({ ...row, action: event.target.value as PlanRow['action'] })
            }
          >
            {exists ? <option value="keep">{t('action.keep')}</option> : null}
            {exists ? <option value="again">{t('action.again')}</option> : null}
            <option value="to">{t('action.to')}</option>
            {choices.length > 0 ? <option value="split">{t('action.split')}</option> : null}
            <option value="person">{t('action.person')}</option>
          </NativeSelect>
        </span>
        {row.action === 'to' ? (
          <span className="w-full sm:w-64">
            <NativeSelect
              aria-label={t('goalOf', { name: label(code.name) })}
              value={row.to}
              onChange={(event) => onChange({ ...row, to: event.target.value })}
            >
              <option value="">{t('chooseCode')}</option>
              {options}
            </NativeSelect>
          </span>
        ) : null}
      </div>
      {row.action === 'split' ? (
        <div className="grid gap-2 rounded-lg bg-muted/50 p-3">
          <NativeSelect
            aria-label={t('splitBy', { name: label(code.name) })}
            value={row.attribute}
            onChange={(event) => onChange({ ...row, attribute: event.target.value, cases: {} })}
          >
            <option value="">{t('splitByPerson')}</option>
            {choices.map((attribute) => (
              <option key={attribute.key} value={attribute.key}>
                {label(attribute.name)}
              </option>
            ))}
          </NativeSelect>
          {split?.values.map((value) => (
            <div key={value} className="grid items-center gap-2 sm:grid-cols-2">
              <span className="font-mono text-sm">{value}</span>
              <NativeSelect
                aria-label={t('goalOf', { name: value })}
                value={row.cases[value] ?? ''}
                onChange={(event) =>
                  onChange({ ...row, cases: { ...row.cases, [value]: event.target.value } })
                }
              >
                <option value="">{t('toPerson')}</option>
                {options}
              </NativeSelect>
            </div>
          ))}
        </div>
      ) : null}
      {lost.map((attribute) => (
        <LostValues
          key={attribute.key}
          attribute={attribute}
          title={label(attribute.name)}
          known={
            targets
              .find(({ key }) => key === (row.action === 'to' ? row.to : code.key))
              ?.attributes.find(({ key }) => key === attribute.key)?.values ?? []
          }
          values={row.values[attribute.key] ?? {}}
          onChange={(values) =>
            onChange({ ...row, values: { ...row.values, [attribute.key]: values } })
          }
        />
      ))}
    </li>
  );
}

function LostValues({
  attribute,
  title,
  known,
  values,
  onChange,
}: {
  attribute: CodeInUse['attributes'][number];
  title: string;
  known: readonly string[];
  values: Readonly<Record<string, string>>;
  onChange: (values: Record<string, string>) => void;
}) {
  const t = useTranslations('codebook');
  const gone = attribute.values.filter((value) => !known.includes(value));
  // An attribute that is gone, or was no choice: all its values together.
  const rows = known.length === 0 || gone.length === 0 ? [''] : gone;
  return (
    <div className="grid gap-2 rounded-lg bg-muted/50 p-3">
      <p className="text-sm">{t('lostValues', { name: title })}</p>
      {rows.map((value) => (
        <div key={value} className="grid items-center gap-2 sm:grid-cols-2">
          <span className="font-mono text-sm">{value || t('everyValue')}</span>
          <NativeSelect
            aria-label={t('becomes', { value: value || title })}
            value={values[value] ?? ''}
            onChange={(event) => onChange({ ...values, [value]: event.target.value })}
          >
            <option value="">{t('toPerson')}</option>
            <option value={LET_GO}>{t('letGo')}</option>
            {value === ''
              ? null
              : known.map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
          </NativeSelect>
        </div>
      ))}
    </div>
  );
}
