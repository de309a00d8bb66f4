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

type Question = 'remove' | 'deactivate';

/** Removing a member and shutting an account, each asked about first; a link for a new password. */
export function MemberMenu({ projectId, member, self }: MemberMenuProps) {
  const t = useTranslations('members');
  const router = useRouter();
  const [asking, setAsking] = useState<Question | null>(null);
  const [resetLink, setResetLink] = useState<NewResetLink | null>(null);
  const [pending, startTransition] = useTransition();
  const tPassword = useTranslations('account.newPassword');

  function makeLink() {
    startTransition(async () => {
      const result = await makeResetLinkAction({ projectId, userId: member.userId });
      if (result.ok) setResetLink(result.value);
      else toast.error(result.error.userMessage);
    });
  }

  function act(what: Question) {
    startTransition(async () => {
      const input = { projectId, userId: member.userId };
      const result =
        what === 'remove' ? await removeMemberAction(input) : await deactivateUserAction(input);
      if (!result.ok) toast.error(result.error.userMessage);
      else if (self) return router.push('/');
      else toast.success(t(`${what}.done`, { name: member.name }));
      router.refresh();
    });
  }

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            size="icon"
            loading={pending}
            aria-label={t('moreFor', { name: member.name })}
          >
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setAsking('remove')}>
            <UserRoundMinus aria-hidden /> {self ? t('leaveProject') : t('removeFromProject')}
          </DropdownMenuItem>
          {self || !member.canSignIn ? null : (
            <DropdownMenuItem onSelect={makeLink}>
              <KeyRound aria-hidden /> {tPassword('link')}
            </DropdownMenuItem>
          )}
          {self || member.deactivated ? null : (
            <DropdownMenuItem variant="danger" onSelect={() => setAsking('deactivate')}>
              <UserRoundX aria-hidden /> {t('deactivateAccount')}
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <ResetLinkDialog link={resetLink} onClose={() => setResetLink(null)} />
      <AlertDialog open={asking !== null} onOpenChange={(open) => !open && setAsking(null)}>
        {asking ? (
          <AlertDialogContent>
            <AlertDialogTitle>{t(`${asking}.title`, { name: member.name })}</AlertDialogTitle>
            <AlertDialogDescription>{t(`${asking}.text`)}</AlertDialogDescription>
            <AlertDialogFooter>
              <AlertDialogCancel>{t('cancel')}</AlertDialogCancel>
              <AlertDialogAction onClick={() => act(asking)}>
                {t(`${asking}.yes`)}
              </AlertDialogAction>
            </AlertDialogFooter>
          </AlertDialogContent>
        ) : null}
      </AlertDialog>
    </>
  );
}
