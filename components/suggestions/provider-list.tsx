'use client';

import { Sparkles, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { toast } from '@/components/ui/toast-store';
import { removeProviderAction } from '@/lib/suggestions/actions';
import type { ProviderDto } from '@/lib/suggestions/schema';

/** The providers that are asked, each with its address; secrets are never shown. */
export function ProviderList({
  projectId,
  providers,
}: {
  projectId: string;
  providers: readonly ProviderDto[];
}) {
  const t = useTranslations('suggestions.providers');
  const router = useRouter();
  const [error, setError] = useState<string | null>(null);

  async function remove(providerId: string) {
    const result = await removeProviderAction({ projectId, providerId });
    setError(result.ok ? null : result.error.userMessage);
    if (!result.ok) return;
    toast(t('removed'));
    router.refresh();
  }

  if (providers.length === 0) {
    return <EmptyState icon={<Sparkles />} title={t('none')} description={t('noneHint')} />;
  }
  return (
    <div className="grid gap-3">
      {error ? <Alert tone="danger">{error}</Alert> : null}
      <ul className="divide-y rounded-xl border bg-card">
        {providers.map(({ id, name, url, headerName }) => (
          <li key={id} className="flex items-center gap-3 px-4 py-3">
            <div className="min-w-0 flex-1">
              <p className="font-medium">
                <bdi>{name}</bdi>
              </p>
              <p className="break-all text-muted-foreground text-sm">
                {url}
                {headerName ? ` (${t('withSecret', { header: headerName })})` : null}
              </p>
            </div>
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={t('remove', { name })}
              onClick={() => void remove(id)}
            >
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
