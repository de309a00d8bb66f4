'use client';

import { UserRoundPlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import { inviteMemberAction } from '@/lib/auth/actions';
import { ROLES } from '@/lib/auth/roles';
import type { NewInvitation } from '@/lib/auth/schema';
import type { AppError } from '@/lib/result/app-error';
import { CopyLink } from './copy-link';
import { ROLE_WORDS } from './role-words';

/** Invites an address and shows the link, once. */
export function InviteDialog({ projectId }: { projectId: string }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [invitation, setInvitation] = useState<NewInvitation | null>(null);

  function onOpenChange(next: boolean) {
    setOpen(next);
    if (next) return;
    if (invitation) router.refresh();
    setInvitation(null);
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <UserRoundPlus aria-hidden /> Invite
        </Button>
      </DialogTrigger>
      <DialogContent>
        {invitation ? (
          <InvitationLink invitation={invitation} />
        ) : (
          <InviteForm projectId={projectId} onInvited={setInvitation} />
        )}
      </DialogContent>
    </Dialog>
  );
}

function InviteForm({
  projectId,
  onInvited,
}: {
  projectId: string;
  onInvited: (invitation: NewInvitation) => void;
}) {
  const [error, setError] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    setPending(true);
    setError(null);
    const result = await inviteMemberAction({
      projectId,
      email: String(form.get('email')),
      role: String(form.get('role')),
    });
    setPending(false);
    if (result.ok) onInvited(result.value);
    else setError(result.error);
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <DialogHeader>
        <DialogTitle>Invite someone</DialogTitle>
        <DialogDescription>
          You get a link to pass on. It works once, for this address, during a week.
        </DialogDescription>
      </DialogHeader>
      {error && error.field !== 'email' ? (
        <Alert tone="danger" role="alert">
          {error.userMessage}
        </Alert>
      ) : null}
      <Field label="E-mail" error={error?.field === 'email' ? error.userMessage : undefined}>
        <Input name="email" type="email" autoComplete="off" spellCheck={false} required />
      </Field>
      <Field label="Role">
        <NativeSelect name="role" defaultValue="analyst">
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {ROLE_WORDS[role].label}: {ROLE_WORDS[role].may}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={pending}>
          Create the link
        </Button>
      </DialogFooter>
    </form>
  );
}

function InvitationLink({ invitation }: { invitation: NewInvitation }) {
  // The address that this person uses is the one that the invited person can use.
  const link = `${window.location.origin}/invitations/${invitation.token}`;
  return (
    <div className="grid gap-4">
      <DialogHeader>
        <DialogTitle>Pass this link on</DialogTitle>
        <DialogDescription>
          It is for {invitation.email} and is shown only now. A new invitation to the same address
          replaces it.
        </DialogDescription>
      </DialogHeader>
      <CopyLink link={link} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="primary">Done</Button>
        </DialogClose>
      </DialogFooter>
    </div>
  );
}
