import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { MemberDto } from '@/lib/auth/schema';
import { MemberMenu } from './member-menu';
import { RoleSelect } from './role-select';

interface MembersTableProps {
  projectId: string;
  members: MemberDto[];
  /** The id of whoever looks. */
  me: string;
  manages: boolean;
}

/** The project's members; with `manages`, roles can be changed and people removed. */
export function MembersTable({ projectId, members, me, manages }: MembersTableProps) {
  const t = useTranslations('members');
  return (
    <Table label={t('members')} stacked>
      <TableHeader>
        <TableRow>
          <TableHead>{t('person')}</TableHead>
          <TableHead>{t('roleHead')}</TableHead>
          <TableHead>{t('joined')}</TableHead>
          {manages ? (
            <TableHead>
              <span className="sr-only">{t('actions')}</span>
            </TableHead>
          ) : null}
        </TableRow>
      </TableHeader>
      <TableBody>
        {members.map((member) => (
          <TableRow key={member.userId} className="relative">
            <TableCell className="max-sm:pr-12">
              <span className="flex min-w-0 items-center gap-3">
                <Avatar name={member.name} seed={member.userId} />
                <span className="min-w-0">
                  <span className="flex flex-wrap items-center gap-x-2 font-medium">
                    {member.name}
                    {member.userId === me ? <Badge tone="primary">{t('you')}</Badge> : null}
                    {member.deactivated ? <Badge tone="danger">{t('deactivated')}</Badge> : null}
                    {!member.canSignIn && !member.deactivated ? (
                      <Badge tone="outline">{t('cannotSignIn')}</Badge>
                    ) : null}
                  </span>
                  <span className="block break-all text-muted-foreground text-xs">
                    {member.email}
                  </span>
                </span>
              </span>
            </TableCell>
            <TableCell label={t('roleHead')}>
              {manages ? (
                <RoleSelect projectId={projectId} member={member} self={member.userId === me} />
              ) : (
                t(`role.${member.role}`)
              )}
            </TableCell>
            <TableCell label={t('joined')} className="whitespace-nowrap text-muted-foreground">
              <Link
                href={`/projects/${projectId}/history?about=${member.userId}`}
                prefetch={false}
                title={t('historyOf', { name: member.name })}
                className="underline decoration-dotted underline-offset-4"
              >
                <RelativeTime value={member.joinedAt} />
                <span className="sr-only"> {t('historyOf', { name: member.name })}</span>
              </Link>
            </TableCell>
            {manages ? (
              <TableCell className="text-right max-sm:absolute max-sm:top-2 max-sm:right-2">
                <MemberMenu projectId={projectId} member={member} self={member.userId === me} />
              </TableCell>
            ) : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
