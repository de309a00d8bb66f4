import { useTranslations } from 'next-intl';
import type { CoderDto } from '@/lib/assignments/schema';

/** Checkboxes for coders, named `coder`, with what waits for each. */
export function CoderChoice({ coders }: { coders: readonly CoderDto[] }) {
  const t = useTranslations('assignments');
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{t('who')}</legend>
      <div className="grid max-h-44 gap-1.5 overflow-y-auto rounded-lg border p-2.5 sm:grid-cols-2">
        {coders.map(({ id, name, open }) => (
          <label key={id} className="flex items-center gap-2 text-sm">
            <input type="checkbox" name="coder" value={id} className="size-4.5 accent-primary" />
            <span>
              {name} <span className="text-muted-foreground">({t('waits', { count: open })})</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
