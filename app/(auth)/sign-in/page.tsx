import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SignInForm } from '@/components/account/sign-in-form';
import { safeReturnPath } from '@/lib/auth/rules';
import { getUser } from '@/lib/auth/session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('signIn') };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { next, email } = await searchParams;
  const returnPath = safeReturnPath(typeof next === 'string' ? next : null);
  if (await getUser()) redirect(returnPath);
  return <SignInForm returnPath={returnPath} email={typeof email === 'string' ? email : ''} />;
}
