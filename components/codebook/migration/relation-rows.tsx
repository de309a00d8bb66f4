'use client';

import { useLocale, useTranslations } from 'next-intl';
import { NativeSelect } from '@/components/ui/native-select';
import type { MigrationStart } from '@/lib/migration/schema';

interface Props {
  start: MigrationStart;
  /** By key of a type that is gone: the type that takes its relations; `''` is a person's. */
  goals: Readonly<Record<string, string>>;
  onChange: (goals: Record<string, string>) => void;
}

/** Relation types that the version in force lacks, and what becomes of their relations. */
export function RelationRows({ start, goals, onChange }: Props) {
  const t = useTranslations('codebook');
  const locale = useLocale();
  const gone = start.relationTypes.filter((type) => type.gone);
  if (gone.length === 0) return null;
  return (
    <section aria-label={t('relationsGone')} className="grid gap-2">
      <h2 className="font-semibold text-base">{t('relationsGone')}</h2>
      <ul className="rounded-xl border bg-card">
        {gone.map(({ key, count }) => (
          <li
            key={key}
            data-relation-type={key}
            className="flex flex-wrap items-center gap-3 border-b p-3 last:border-b-0 sm:p-4"
          >
            <span className="min-w-48 flex-1">
              <code className="font-medium">{key}</code>{' '}
              <span className="text-muted-foreground text-sm">{t('relationCount', { count })}</span>
            </span>
            <span className="w-full sm:w-64">
              <NativeSelect
                aria-label={t('whatBecomes', { name: key })}
                value={goals[key] ?? ''}
                onChange={(event) => onChange({ ...goals, [key]: event.target.value })}
              >
                <option value="">{t('action.person')}</option>
                {start.targetRelationTypes.map((type) => (
                  <option key={type.key} value={type.key}>
                    {t('relationsTo', { name: locale === 'fr' ? type.name.fr : type.name.en })}
                  </option>
                ))}
              </NativeSelect>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
