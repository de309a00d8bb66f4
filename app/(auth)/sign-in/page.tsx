import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/account/sign-in-form';
import { safeReturnPath } from '@/lib/auth/rules';
import { getUser } from '@/lib/auth/session';

export const metadata: Metadata = { title: 'Sign in' };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { next, email } = await searchParams;
  const returnPath = safeReturnPath(typeof next === 'string' ? next : null);
  if (await getUser()) redirect(returnPath);
  return <SignInForm returnPath={returnPath} email={typeof email === 'string' ? email : ''} />;
}
