'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import type { Entry } from '@/lib/register/register';
import { nameKey } from '@/lib/register/rules';
import { Part } from './part';

interface Props {
  readonly entry: Entry;
  readonly pending: boolean;
  readonly maxLength: number;
  readonly words: {
    readonly title: string;
    readonly help: string;
    readonly another: string;
    readonly split: (count: number) => string;
  };
  /** Answer whether it was done. */
  readonly add: (name: string, language: string | null) => Promise<boolean>;
  readonly remove: (key: string) => void;
  readonly split: (keys: readonly string[]) => Promise<boolean>;
}

/** All names of an entry: one more, one less, some that turn out to be another's. */
export function NamesPart({ entry, pending, maxLength, words, add, remove, split }: Props) {
  const t = useTranslations('register');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const main = nameKey(entry.name);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const language = String(data.get('language') ?? '').trim();
    if (await add(String(data.get('name') ?? ''), language || null)) form.reset();
  }
  async function splitChosen() {
    if (await split(chosen)) setChosen([]);
  }
  const toggle = (key: string, checked: boolean) =>
    setChosen(checked ? [...chosen, key] : chosen.filter((one) => one !== key));
  return (
    <Part title={words.title}>
      <p className="text-muted-foreground text-sm">{words.help}</p>
      <ul className="grid gap-1">
        {entry.names.map(({ key, name, language }) => (
          <li key={key} className="flex min-w-0 items-center gap-2 text-sm">
            {key === main ? (
              <span className="size-4 shrink-0" />
            ) : (
              <Checkbox
                aria-label={t('choose', { name })}
                checked={chosen.includes(key)}
                onCheckedChange={(checked) => toggle(key, checked === true)}
              />
            )}
            <span lang={language ?? undefined} className="min-w-0 flex-1 break-words">
              {name}
              {language ? <span className="text-muted-foreground"> ({language})</span> : null}
            </span>
            {key === main ? null : (
              <Button size="sm" variant="ghost" disabled={pending} onClick={() => remove(key)}>
                {t('remove')}
                <span className="sr-only"> {name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {chosen.length > 0 ? (
        <Button
          disabled={pending}
          onClick={() => void splitChosen()}
          className="justify-self-start"
        >
          {words.split(chosen.length)}
        </Button>
      ) : null}
      <form onSubmit={(event) => void submit(event)} className="flex flex-wrap items-end gap-2">
        <div className="grid min-w-40 flex-1 gap-1.5">
          <Label htmlFor="entry-name">{words.another}</Label>
          <Input id="entry-name" name="name" required maxLength={maxLength} />
        </div>
        <div className="grid w-24 gap-1.5">
          <Label htmlFor="entry-language">{t('language')}</Label>
          <Input
            id="entry-language"
            name="language"
            maxLength={20}
            pattern="[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
          />
        </div>
        <Button type="submit" disabled={pending}>
          {t('add')}
        </Button>
      </form>
    </Part>
  );
}
