'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import { toast } from '@/components/ui/toast';
import { revokeInvitationAction } from '@/lib/auth/actions';
import type { InvitationDto } from '@/lib/auth/schema';

interface InvitationsTableProps {
  projectId: string;
  invitations: InvitationDto[];
}

/** Invitations that were not accepted yet; each can be withdrawn. */
export function InvitationsTable({ projectId, invitations }: InvitationsTableProps) {
  const t = useTranslations('members');
  return (
    <Table label={t('openInvitations')} stacked>
      <TableHeader>
        <TableRow>
          <TableHead>{t('address')}</TableHead>
          <TableHead>{t('roleHead')}</TableHead>
          <TableHead>{t('sent')}</TableHead>
          <TableHead>{t('ends')}</TableHead>
          <TableHead>
            <span className="sr-only">{t('actions')}</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {invitations.map((invitation) => (
          <TableRow key={invitation.id}>
            <TableCell className="break-all font-medium">{invitation.email}</TableCell>
            <TableCell label={t('roleHead')}>{t(`role.${invitation.role}`)}</TableCell>
            <TableCell label={t('sent')} className="text-muted-foreground">
              <RelativeTime value={invitation.createdAt} />
              {invitation.invitedBy ? ` ${t('sentBy', { name: invitation.invitedBy })}` : ''}
            </TableCell>
            <TableCell label={t('ends')} className="text-muted-foreground">
              <RelativeTime value={invitation.expiresAt} />
            </TableCell>
            <TableCell className="text-right">
              <RevokeButton projectId={projectId} invitation={invitation} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function RevokeButton({ projectId, invitation }: { projectId: string; invitation: InvitationDto }) {
  const t = useTranslations('members');
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <Button
      size="sm"
      loading={pending}
      aria-label={t('withdrawOf', { email: invitation.email })}
      onClick={() =>
        startTransition(async () => {
          const result = await revokeInvitationAction({ projectId, invitationId: invitation.id });
          if (result.ok) toast.success(t('withdrawn'));
          else toast.error(result.error.userMessage);
          router.refresh();
        })
      }
    >
      {t('withdraw')}
    </Button>
  );
}
