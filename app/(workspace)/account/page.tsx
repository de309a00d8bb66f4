import type { Metadata } from 'next';
import { LanguageCard } from '@/components/account/language-card';
import { NameForm } from '@/components/account/name-form';
import { PasswordForm } from '@/components/account/password-form';
import { SessionsCard } from '@/components/account/sessions-card';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireUser } from '@/lib/auth/session';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const user = await requireUser();
  return (
    <Page width="narrow">
      <PageHeader title="Account" description={`You sign in as ${user.email}.`} />
      <div className="grid gap-5">
        <NameForm name={user.name} />
        <LanguageCard />
        <PasswordForm email={user.email} />
        <SessionsCard />
      </div>
    </Page>
  );
}
