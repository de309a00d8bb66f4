'use client';

import { UserRoundPlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
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

/** Invites an address and shows the link, once. */
export function InviteDialog({ projectId }: { projectId: string }) {
  const t = useTranslations('members');
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
          <UserRoundPlus aria-hidden /> {t('invite')}
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
  const t = useTranslations('members');
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
        <DialogTitle>{t('inviteSomeone')}</DialogTitle>
        <DialogDescription>{t('inviteHelp')}</DialogDescription>
      </DialogHeader>
      {error && error.field !== 'email' ? (
        <Alert tone="danger" role="alert">
          {error.userMessage}
        </Alert>
      ) : null}
      <Field label={t('email')} error={error?.field === 'email' ? error.userMessage : undefined}>
        <Input name="email" type="email" autoComplete="off" spellCheck={false} required />
      </Field>
      <Field label={t('roleHead')}>
        <NativeSelect name="role" defaultValue="analyst">
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {t('roleAndMay', { role: t(`role.${role}`), may: t(`may.${role}`) })}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button>{t('cancel')}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={pending}>
          {t('createLink')}
        </Button>
      </DialogFooter>
    </form>
  );
}

function InvitationLink({ invitation }: { invitation: NewInvitation }) {
  const t = useTranslations('members');
  // The address that this person uses is the one that the invited person can use.
  const link = `${window.location.origin}/invitations/${invitation.token}`;
  return (
    <div className="grid gap-4">
      <DialogHeader>
        <DialogTitle>{t('passOn')}</DialogTitle>
        <DialogDescription>{t('linkHelp', { email: invitation.email })}</DialogDescription>
      </DialogHeader>
      <CopyLink link={link} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="primary">{t('done')}</Button>
        </DialogClose>
      </DialogFooter>
    </div>
  );
}
