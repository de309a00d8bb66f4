import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InvitationForm } from '@/components/account/invitation-form';
import { Alert } from '@/components/ui/alert';
import { getOpenInvitation } from '@/lib/auth/queries';
import { getUser } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('invitation'), referrer: 'no-referrer' };
}

interface Props {
  params: Promise<{ token: string }>;
}

export default async function InvitationPage({ params }: Props) {
  const t = await getTranslations('account');
  const { token } = await params;
  const invitation = await getOpenInvitation(token);
  if (!invitation.ok) {
    return (
      <Alert tone="warning" title={t('invitation')}>
        {await say(invitation.error.userMessage)}
      </Alert>
    );
  }
  const user = await getUser();
  const { email, projectName, role, hasAccount } = invitation.value;
  return (
    <InvitationForm
      token={token}
      email={email}
      projectName={projectName}
      role={role}
      hasAccount={hasAccount}
      signedInAs={user?.email ?? null}
    />
  );
}
