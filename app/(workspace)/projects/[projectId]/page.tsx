import { redirect } from 'next/navigation';
import { requireMember } from '@/lib/auth/session';

interface Props {
  params: Promise<{ projectId: string }>;
}

export default async function ProjectPage({ params }: Props) {
  const { project } = await requireMember((await params).projectId);
  redirect(`/projects/${project.id}/articles`);
}
