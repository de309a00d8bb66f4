'use client';

import { useRouter } from 'next/navigation';
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
import { ROLE_WORDS } from './role-words';

interface InvitationsTableProps {
  projectId: string;
  invitations: InvitationDto[];
}

/** Invitations that were not accepted yet; each can be withdrawn. */
export function InvitationsTable({ projectId, invitations }: InvitationsTableProps) {
  return (
    <Table label="Open invitations" stacked>
      <TableHeader>
        <TableRow>
          <TableHead>Address</TableHead>
          <TableHead>Role</TableHead>
          <TableHead>Sent</TableHead>
          <TableHead>Ends</TableHead>
          <TableHead>
            <span className="sr-only">Actions</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {invitations.map((invitation) => (
          <TableRow key={invitation.id}>
            <TableCell className="break-all font-medium">{invitation.email}</TableCell>
            <TableCell label="Role">{ROLE_WORDS[invitation.role].label}</TableCell>
            <TableCell label="Sent" className="text-muted-foreground">
              <RelativeTime value={invitation.createdAt} />
              {invitation.invitedBy ? ` by ${invitation.invitedBy}` : ''}
            </TableCell>
            <TableCell label="Ends" className="text-muted-foreground">
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
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <Button
      size="sm"
      loading={pending}
      aria-label={`Withdraw the invitation of ${invitation.email}`}
      onClick={() =>
        startTransition(async () => {
          const result = await revokeInvitationAction({ projectId, invitationId: invitation.id });
          if (result.ok) toast.success('The invitation was withdrawn.');
          else toast.error(result.error.userMessage);
          router.refresh();
        })
      }
    >
      Withdraw
    </Button>
  );
}
