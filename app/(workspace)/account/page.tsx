import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LanguageCard } from '@/components/account/language-card';
import { NameForm } from '@/components/account/name-form';
import { PasswordForm } from '@/components/account/password-form';
import { SessionsCard } from '@/components/account/sessions-card';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireUser } from '@/lib/auth/session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('account') };
}

export default async function AccountPage() {
  const t = await getTranslations('account');
  const user = await requireUser();
  return (
    <Page width="narrow">
      <PageHeader title={t('account')} description={t('signedInAs', { email: user.email })} />
      <div className="grid gap-5">
        <NameForm name={user.name} />
        <LanguageCard />
        <PasswordForm email={user.email} />
        <SessionsCard />
      </div>
    </Page>
  );
}
