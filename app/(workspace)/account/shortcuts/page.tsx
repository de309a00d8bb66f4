import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ShortcutEditor } from '@/components/shortcuts/shortcut-editor';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireUser } from '@/lib/auth/session';
import { getOwnKeys } from '@/lib/shortcuts/queries';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reader.shortcuts');
  return { title: t('title') };
}

/** The person's own keys in the reader. */
export default async function ShortcutsPage() {
  const user = await requireUser();
  const [t, keys] = await Promise.all([getTranslations('reader.shortcuts'), getOwnKeys(user.id)]);
  return (
    <Page width="narrow">
      <PageHeader title={t('title')} description={t('about')} />
      <ShortcutEditor initial={keys} />
    </Page>
  );
}
