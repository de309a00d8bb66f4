'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { leave } from '@/components/shell/sign-out';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { toast } from '@/components/ui/toast';
import { signOutEverywhereAction } from '@/lib/auth/actions';

/** Ends every session, this one too. */
export function SessionsCard() {
  const t = useTranslations('account');
  const [pending, setPending] = useState(false);

  async function end() {
    setPending(true);
    const result = await signOutEverywhereAction();
    if (result.ok || result.error.code === 'not_signed_in') return leave();
    setPending(false);
    toast.error(result.error.userMessage);
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('sessions')}</CardTitle>
        <CardDescription>{t('sessionsHelp')}</CardDescription>
      </CardHeader>
      <CardContent>
        <Button loading={pending} onClick={() => void end()}>
          {t('signOutEverywhere')}
        </Button>
      </CardContent>
    </Card>
  );
}
