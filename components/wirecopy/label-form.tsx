'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { toast } from '@/components/ui/toast-store';
import { labelArticleAction } from '@/lib/wirecopy/actions';
import { WIRE_LABELS, type WireLabelName } from '@/lib/wirecopy/schema';

interface Props {
  projectId: string;
  articleId: string;
  label: WireLabelName | null;
}

/** What a person says of the article; the figures only propose. */
export function LabelForm({ projectId, articleId, label }: Props) {
  const t = useTranslations('wirecopy');
  const router = useRouter();
  const [pending, setPending] = useState(false);
  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const chosen = String(new FormData(event.currentTarget).get('label') ?? '');
    setPending(true);
    const input = { projectId, articleId, label: chosen === '' ? null : chosen };
    const result = await labelArticleAction(input).catch(() => null);
    setPending(false);
    if (!result?.ok) {
      toast.error(result?.error.userMessage ?? t('offline'));
      return;
    }
    toast.success(t('saved'));
    router.refresh();
  }
  return (
    <form onSubmit={(event) => void save(event)} className="flex flex-wrap items-end gap-2">
      <div className="grid min-w-56 gap-1.5">
        <Label htmlFor="wire-label">{t('yours')}</Label>
        <NativeSelect id="wire-label" name="label" defaultValue={label ?? ''}>
          <option value="">{t('noLabel')}</option>
          {WIRE_LABELS.map((one) => (
            <option key={one} value={one}>
              {t(`labels.${one}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <Button type="submit" loading={pending}>
        {t('save')}
      </Button>
    </form>
  );
}
