import { useLocale, useTranslations } from 'next-intl';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import type { DiffLine } from '@/lib/codebook/draft/diff';
import type { Messages } from '@/lib/i18n/messages/catalogue';

const TONES: Readonly<Record<DiffLine['change'], BadgeTone>> = {
  added: 'success',
  removed: 'danger',
  renamed: 'info',
  changed: 'info',
  retired: 'warning',
  restored: 'success',
  moved: 'neutral',
};

/** A field that `diffDocuments` names. */
type Field = keyof Messages['codebook']['fields'];

/** What differs between two versions, one line each. */
export function DiffList({ lines }: { lines: readonly DiffLine[] }) {
  const t = useTranslations('codebook');
  const locale = useLocale();
  if (lines.length === 0) return <p className="text-muted-foreground text-sm">{t('noDiff')}</p>;
  return (
    <ul className="grid gap-1.5" aria-label={t('diff')}>
      {lines.map((line) => (
        <li
          key={`${line.list}${line.change}${line.key}${line.before}`}
          className="flex flex-wrap items-baseline gap-2 text-sm"
        >
          <Badge tone={TONES[line.change]}>{t(`change.${line.change}`)}</Badge>
          <span className="text-muted-foreground">{t(`list.${line.list}`)}</span>
          <span className="font-medium">
            {line.before ? `${line.before} → ` : ''}
            {line.before === undefined || /^[a-z][a-z0-9_]*$/.test(line.before) === false
              ? (line.name[locale] ?? line.name.en)
              : line.key}
          </span>
          {line.fields.length > 0 ? (
            <span className="text-muted-foreground">
              {line.fields.map((field) => t(`fields.${field as Field}`)).join(', ')}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
