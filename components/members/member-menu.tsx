'use client';

import { Ellipsis, KeyRound, UserRoundMinus, UserRoundX } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogTitle,
} from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { toast } from '@/components/ui/toast';
import { deactivateUserAction, makeResetLinkAction, removeMemberAction } from '@/lib/auth/actions';
import type { MemberDto, NewResetLink } from '@/lib/auth/schema';
import { ResetLinkDialog } from './reset-link-dialog';

interface MemberMenuProps {
  projectId: string;
  member: MemberDto;
  self: boolean;
}

const QUESTIONS = {
  remove: {
    title: (name: string) => `Remove ${name} from the project?`,
    text: 'They lose access at once. Their work stays, under their name. You can invite them again.',
    yes: 'Remove',
  },
  deactivate: {
    title: (name: string) => `Deactivate the account of ${name}?`,
    text: 'They are signed out everywhere at once and cannot sign in any more, in any project. Their work stays, under their name.',
    yes: 'Deactivate',
  },
} as const;

/** Removing a member and shutting an account, each asked about first; a link for a new password. */
export function MemberMenu({ projectId, member, self }: MemberMenuProps) {
  const router = useRouter();
  const [asking, setAsking] = useState<keyof typeof QUESTIONS | null>(null);
  const [resetLink, setResetLink] = useState<NewResetLink | null>(null);
  const [pending, startTransition] = useTransition();
  const t = useTranslations('account.newPassword');

  function makeLink() {
    startTransition(async () => {
      const result = await makeResetLinkAction({ projectId, userId: member.userId });
      if (result.ok) setResetLink(result.value);
      else toast.error(result.error.userMessage);
    });
  }

  function act(what: keyof typeof QUESTIONS) {
    startTransition(async () => {
      const input = { projectId, userId: member.userId };
      const result =
        what === 'remove' ? await removeMemberAction(input) : await deactivateUserAction(input);
      if (!result.ok) toast.error(result.error.userMessage);
      else if (self) return router.push('/');
      else toast.success(`${member.name} was ${what === 'remove' ? 'removed' : 'deactivated'}.`);
      router.refresh();
    });
  }

  const question = asking ? QUESTIONS[asking] : null;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            size="icon"
            loading={pending}
            aria-label={`More for ${member.name}`}
          >
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setAsking('remove')}>
            <UserRoundMinus aria-hidden /> {self ? 'Leave the project' : 'Remove from the project'}
          </DropdownMenuItem>
          {self || !member.canSignIn ? null : (
            <DropdownMenuItem onSelect={makeLink}>
              <KeyRound aria-hidden /> {t('link')}
            </DropdownMenuItem>
          )}
          {self || member.deactivated ? null : (
            <DropdownMenuItem variant="danger" onSelect={() => setAsking('deactivate')}>
              <UserRoundX aria-hidden /> Deactivate the account
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <ResetLinkDialog link={resetLink} onClose={() => setResetLink(null)} />
      <AlertDialog open={question !== null} onOpenChange={(open) => !open && setAsking(null)}>
        {question ? (
          <AlertDialogContent>
            <AlertDialogTitle>{question.title(member.name)}</AlertDialogTitle>
            <AlertDialogDescription>{question.text}</AlertDialogDescription>
            <AlertDialogFooter>
              <AlertDialogCancel>Cancel</AlertDialogCancel>
              <AlertDialogAction onClick={() => asking && act(asking)}>
                {question.yes}
              </AlertDialogAction>
            </AlertDialogFooter>
          </AlertDialogContent>
        ) : null}
      </AlertDialog>
    </>
  );
}
