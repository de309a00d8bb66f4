'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { changeNameAction } from '@/lib/auth/actions';

/** One's name as colleagues see it. */
export function NameForm({ name }: { name: string }) {
  const t = useTranslations('account');
  const router = useRouter();
  const [error, setError] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    setPending(true);
    const result = await changeNameAction({ name: String(form.get('name')) });
    setPending(false);
    setError(result.ok ? null : result.error.userMessage);
    if (!result.ok) return;
    toast.success(t('nameChanged'));
    router.refresh();
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('name')}</CardTitle>
      </CardHeader>
      <CardContent>
        <form onSubmit={submit} className="grid gap-4">
          <Field label={t('yourName')} hint={t('nameHint')} error={error}>
            <Input name="name" autoComplete="name" defaultValue={name} required />
          </Field>
          <div>
            <Button type="submit" loading={pending}>
              {t('saveName')}
            </Button>
          </div>
        </form>
      </CardContent>
    </Card>
  );
}
