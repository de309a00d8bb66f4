'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { Part } from './part';

interface Props {
  readonly title: string;
  readonly help: string;
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly pending: boolean;
  readonly merge: (intoId: string) => void;
}

/** An entry turns out to be the same as another one. */
export function MergePart({ title, help, others, pending, merge }: Props) {
  const t = useTranslations('register');
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    merge(String(new FormData(event.currentTarget).get('into') ?? ''));
  }
  return (
    <Part title={title}>
      <p className="text-muted-foreground text-sm">{help}</p>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <div className="grid min-w-40 flex-1 gap-1.5">
          <Label htmlFor="entry-into">{t('sameAs')}</Label>
          <NativeSelect id="entry-into" name="into" required defaultValue="">
            <option value="" disabled>
              {t('chooseOne')}
            </option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </div>
        <Button type="submit" disabled={pending}>
          {t('mergeNow')}
        </Button>
      </form>
    </Part>
  );
}
