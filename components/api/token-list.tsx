'use client';

import { KeyRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast-store';
import { revokeTokenAction } from '@/lib/api/tokens/actions';
import type { TokenDto } from '@/lib/api/tokens/schema';
import { ConfirmButton } from './confirm-button';

interface Props {
  projectId: string;
  tokens: readonly TokenDto[];
  userId: string;
}

const TONES = { live: 'success', expired: 'neutral', revoked: 'neutral' } as const;

/** The tokens that there are and were. */
export function TokenList({ projectId, tokens, userId }: Props) {
  const t = useTranslations('api');
  const router = useRouter();
  const [pending, setPending] = useState<string | null>(null);
  const revoke = async (tokenId: string) => {
    setPending(tokenId);
    const done = await revokeTokenAction({ projectId, tokenId }).catch(() => null);
    setPending(null);
    if (!done?.ok) toast.error(done?.error.userMessage ?? t('offline'));
    router.refresh();
  };
  if (tokens.length === 0) {
    return <EmptyState icon={<KeyRound />} title={t('noTokens')} description={t('noTokensHelp')} />;
  }
  return (
    <ul className="grid gap-2">
      {tokens.map((token) => (
        <li
          key={token.id}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl border bg-card p-4"
        >
          <div className="grid min-w-0 gap-1">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              <span className="break-words">{token.name}</span>
              <span className="font-mono text-muted-foreground text-sm" dir="ltr">
                …{token.hint}
              </span>
              <Badge tone={TONES[token.state]}>{t(`state.${token.state}`)}</Badge>
            </p>
            <p className="flex flex-wrap gap-x-3 text-muted-foreground text-sm">
              {token.ownerId === userId ? null : <span>{t('of', { name: token.ownerName })}</span>}
              <span>{token.scopes.map((scope) => t(`scope.${scope}`)).join(', ')}</span>
              {token.state === 'revoked' ? null : (
                <span>
                  {t(token.state === 'live' ? 'ends' : 'ended')}{' '}
                  <RelativeTime value={token.expiresAt} />
                </span>
              )}
              {token.usedAt === null ? (
                <span>{t('neverUsed')}</span>
              ) : (
                <span>
                  {t('used')} <RelativeTime value={token.usedAt} />
                </span>
              )}
            </p>
          </div>
          {token.state === 'live' ? (
            <ConfirmButton
              label={t('revoke')}
              fullLabel={t('revokeOf', { name: token.name })}
              title={t('revokeTitle', { name: token.name })}
              body={t('revokeBody')}
              pending={pending === token.id}
              onConfirm={() => void revoke(token.id)}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
