import { useTranslations } from 'next-intl';

/** Under a revision in an annotation's history: that a migration wrote it, and why. */
export function MigrationNote({ reason }: { reason: string | null | undefined }) {
  const t = useTranslations('codebook');
  return reason ? (
    <p className="mb-1 text-muted-foreground text-sm">{t('migrationNote', { reason })}</p>
  ) : null;
}
