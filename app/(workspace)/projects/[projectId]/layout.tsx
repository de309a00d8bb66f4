import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { OpenSearchKey } from '@/components/search/open-search-key';
import { requireMember } from '@/lib/auth/session';

interface Props {
  params: Promise<{ projectId: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: Omit<Props, 'children'>): Promise<Metadata> {
  const { project } = await requireMember((await params).projectId);
  return {
    title: {
      default: `${project.name} · Sourcemark`,
      template: `%s · ${project.name} · Sourcemark`,
    },
  };
}

/** Members only. Each page checks again: a layout is not rendered anew on every move. */
export default async function ProjectLayout({ params, children }: Props) {
  const { actor } = await requireMember((await params).projectId);
  return (
    <>
      <OpenSearchKey projectId={actor.projectId} />
      {children}
    </>
  );
}
