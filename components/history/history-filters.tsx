import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SubmitOnChange } from '@/components/articles/submit-on-change';
import { Button, buttonClass } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import type { EventChoices, HistorySearch } from '@/lib/provenance/schema';
import { THINGS } from './words';

interface Props {
  readonly projectId: string;
  readonly search: HistorySearch;
  readonly choices: EventChoices;
}

/** Whose, what, which article and when: a plain form whose answers stand in the address. */
export function HistoryFilters({ projectId, search, choices }: Props) {
  const t = useTranslations('history');
  const { before: _, ...filters } = search;
  const narrowed = Object.values(filters).some((value) => value !== null);
  return (
    <Form
      action={`/projects/${projectId}/history`}
      // The fields keep their own state: a new address (back, clear) must make them anew.
      key={JSON.stringify(filters)}
      aria-label={t('filterHistory')}
      className="mb-6 grid grid-cols-2 items-end gap-3 md:grid-cols-3 lg:grid-cols-[repeat(3,minmax(0,1fr))_9.5rem_9.5rem_auto]"
    >
      <SubmitOnChange />
      {search.about ? (
        <p className="col-span-full text-sm">
          <input type="hidden" name="about" value={search.about} />
          {t('onlyAbout', { name: nameOf(choices, search.about) ?? search.about })}
        </p>
      ) : null}
      <Choice label={t('person')} name="person" value={search.person}>
        <option value="">{t('everyone')}</option>
        {choices.people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value="operator">{t('commandLine')}</option>
      </Choice>
      <Choice label={t('kind')} name="kind" value={search.kind}>
        <option value="">{t('everything')}</option>
        {THINGS.map((thing) => {
          const word = t(`things.${thing}`);
          const kinds = choices.kinds.filter((kind) => kind.startsWith(`${thing}.`));
          return (
            <optgroup key={thing} label={word}>
              <option value={thing}>{t('wordAll', { word })}</option>
              {kinds.length > 1
                ? kinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {t(`events.${kind}`)}
                    </option>
                  ))
                : null}
            </optgroup>
          );
        })}
      </Choice>
      <Choice label={t('article')} name="article" value={search.article}>
        <option value="">{t('all')}</option>
        {choices.articles.map(({ id, title }) => (
          <option key={id} value={id}>
            {title.length > 80 ? `${title.slice(0, 79)}…` : title}
          </option>
        ))}
      </Choice>
      <Day label={t('fromDay')} name="from" value={search.from} />
      <Day label={t('toDay')} name="to" value={search.to} />
      <div className="flex gap-2">
        <Button type="submit">{t('show')}</Button>
        {narrowed ? (
          <Link href={`/projects/${projectId}/history`} className={buttonClass('ghost')}>
            {t('clear')}
          </Link>
        ) : null}
      </div>
    </Form>
  );
}

function nameOf({ people }: EventChoices, id: string): string | null {
  return people.find((person) => person.id === id)?.name ?? null;
}

function Choice({
  label,
  name,
  value,
  children,
}: {
  label: string;
  name: string;
  value: string | null;
  children: ReactNode;
}) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <Label htmlFor={`history-${name}`}>{label}</Label>
      <NativeSelect id={`history-${name}`} name={name} defaultValue={value ?? ''}>
        {children}
      </NativeSelect>
    </div>
  );
}

function Day({ label, name, value }: { label: string; name: string; value: string | null }) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <Label htmlFor={`history-${name}`}>{label}</Label>
      <Input id={`history-${name}`} name={name} type="date" defaultValue={value ?? ''} />
    </div>
  );
}
