import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InvitationsTable } from '@/components/members/invitations-table';
import { InviteDialog } from '@/components/members/invite-dialog';
import { MembersTable } from '@/components/members/members-table';
import { RolesHelp } from '@/components/members/roles-help';
import { Alert } from '@/components/ui/alert';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { listInvitations, listMembers } from '@/lib/auth/queries';
import { can } from '@/lib/auth/roles';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('members');
  return { title: t('members') };
}

interface Props {
  params: Promise<{ projectId: string }>;
}

export default async function MembersPage({ params }: Props) {
  const t = await getTranslations('members');
  const { user, role, actor } = await requireMember((await params).projectId);
  const manages = can(role, 'members.manage');
  const [members, invitations] = await Promise.all([
    listMembers(actor),
    manages ? listInvitations(actor) : null,
  ]);
  return (
    <Page>
      <PageHeader
        title={t('members')}
        description={t('membersHelp')}
        actions={manages ? <InviteDialog projectId={actor.projectId} /> : null}
      />
      {members.ok ? (
        <MembersTable
          projectId={actor.projectId}
          members={members.value}
          me={user.id}
          manages={manages}
        />
      ) : (
        <Alert tone="danger">{await say(members.error.userMessage)}</Alert>
      )}
      {invitations?.ok && invitations.value.length > 0 ? (
        <section aria-labelledby="open-invitations" className="mt-8">
          <h2 id="open-invitations" className="mb-3 font-semibold text-base">
            {t('openInvitations')}
          </h2>
          <InvitationsTable projectId={actor.projectId} invitations={invitations.value} />
        </section>
      ) : null}
      <RolesHelp />
    </Page>
  );
}
