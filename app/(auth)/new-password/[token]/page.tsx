import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewPasswordForm } from '@/components/account/new-password-form';
import { Alert } from '@/components/ui/alert';
import { getOpenReset } from '@/lib/auth/queries';
import { say } from '@/lib/i18n/edge';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.newPassword');
  return { title: t('title'), referrer: 'no-referrer' };
}

interface Props {
  params: Promise<{ token: string }>;
}

/** For whoever holds the link; the token is the permission. */
export default async function NewPasswordPage({ params }: Props) {
  const { token } = await params;
  const reset = await getOpenReset(token);
  if (!reset.ok) return <Alert tone="warning">{await say(reset.error.userMessage)}</Alert>;
  return <NewPasswordForm token={token} email={reset.value.email} />;
}
