import type { Metadata } from 'next';
import { InvitationForm } from '@/components/account/invitation-form';
import { Alert } from '@/components/ui/alert';
import { getOpenInvitation } from '@/lib/auth/queries';
import { getUser } from '@/lib/auth/session';

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' };

interface Props {
  params: Promise<{ token: string }>;
}

export default async function InvitationPage({ params }: Props) {
  const { token } = await params;
  const invitation = await getOpenInvitation(token);
  if (!invitation.ok) {
    return (
      <Alert tone="warning" title="Invitation">
        {invitation.error.userMessage}
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
