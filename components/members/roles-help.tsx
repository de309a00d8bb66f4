import { useTranslations } from 'next-intl';
import { ROLES } from '@/lib/auth/roles';

/** What the roles mean, below the table. */
export function RolesHelp() {
  const t = useTranslations('members');
  return (
    <section aria-labelledby="roles" className="mt-8 border-t pt-6">
      <h2 id="roles" className="mb-3 font-semibold text-base">
        {t('roles')}
      </h2>
      <dl className="grid gap-x-8 gap-y-2 text-sm sm:grid-cols-2">
        {ROLES.map((role) => (
          <div key={role} className="flex gap-3">
            <dt className="w-20 shrink-0 font-medium">{t(`role.${role}`)}</dt>
            <dd className="text-muted-foreground">{t(`may.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
