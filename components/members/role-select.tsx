'use client';

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
import { NativeSelect } from '@/components/ui/native-select';
import { toast } from '@/components/ui/toast';
import { changeRoleAction } from '@/lib/auth/actions';
import { ROLES, type Role } from '@/lib/auth/roles';
import type { MemberDto } from '@/lib/auth/schema';

interface RoleSelectProps {
  projectId: string;
  member: MemberDto;
  self: boolean;
}

/** Changes a member's role at once; giving up one's own admin role is asked about first. */
export function RoleSelect({ projectId, member, self }: RoleSelectProps) {
  const t = useTranslations('members');
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [asking, setAsking] = useState<Role | null>(null);

  function change(role: Role) {
    startTransition(async () => {
      const result = await changeRoleAction({ projectId, userId: member.userId, role });
      if (result.ok) toast.success(t('roleChanged', { name: member.name, role }));
      else toast.error(result.error.userMessage);
      router.refresh();
    });
  }

  return (
    <>
      <span className="inline-block w-40">
        <NativeSelect
          aria-label={t('roleOf', { name: member.name })}
          value={member.role}
          disabled={pending}
          onChange={(event) => {
            const role = ROLES.find((known) => known === event.target.value);
            if (!role) return;
            if (self && member.role === 'admin') setAsking(role);
            else change(role);
          }}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </NativeSelect>
      </span>
      <AlertDialog open={asking !== null} onOpenChange={(open) => !open && setAsking(null)}>
        <AlertDialogContent>
          <AlertDialogTitle>{t('giveUpQuestion')}</AlertDialogTitle>
          <AlertDialogDescription>{t('giveUpHelp')}</AlertDialogDescription>
          <AlertDialogFooter>
            <AlertDialogCancel>{t('keepIt')}</AlertDialogCancel>
            <AlertDialogAction onClick={() => asking && change(asking)}>
              {t('giveItUp')}
            </AlertDialogAction>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </>
  );
}
