import { GraduationCap } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** Above an article: what it means that the person is in training. */
export function TrainingNotice({
  projectId,
  kind,
}: {
  projectId: string;
  kind: 'training' | 'barred';
}) {
  const t = useTranslations('training');
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-info-soft px-4 py-2 text-info text-sm sm:px-6 print:hidden">
      <GraduationCap aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0">{t(`notice.${kind}`)}</span>
      <Link
        href={`/projects/${projectId}/training`}
        className="rounded font-medium underline underline-offset-4"
      >
        {t('notice.go')}
      </Link>
    </p>
  );
}
