import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SubmitOnChange } from '@/components/articles/submit-on-change';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import type { CodedFilter, FilterChoices } from '@/lib/register/filter';

interface Props {
  readonly action: string;
  /** What the form is called. */
  readonly label: string;
  readonly filter: CodedFilter;
  readonly choices: FilterChoices;
  /** More fields, before the days. */
  readonly more?: ReactNode;
  /** Whether any of all fields is set; absent: whether one of these is. */
  readonly isNarrowed?: boolean;
}

/** Which coded passages are counted: a plain form whose answers stand in the address. */
export function FilterForm({ action, label, filter, choices, more, isNarrowed }: Props) {
  const t = useTranslations('register');
  const { publishers, coders } = choices;
  const narrowed = isNarrowed ?? Object.values(filter).some((value) => value !== null);
  return (
    <Form
      action={action}
      key={JSON.stringify(filter)}
      aria-label={label}
      className="mb-8 grid grid-cols-2 print:hidden items-end gap-3 lg:grid-cols-[repeat(2,minmax(0,1fr))_auto_auto_auto]"
    >
      <SubmitOnChange />
      <div className="col-span-2 grid min-w-0 gap-1.5 lg:col-span-1">
        <Label htmlFor="filter-publisher">{t('publisher')}</Label>
        <NativeSelect id="filter-publisher" name="publisher" defaultValue={filter.publisher ?? ''}>
          <option value="">{t('all')}</option>
          {publishers.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div className="col-span-2 grid min-w-0 gap-1.5 lg:col-span-1">
        <Label htmlFor="filter-coder">{t('coding')}</Label>
        <NativeSelect id="filter-coder" name="coder" defaultValue={filter.coder ?? ''}>
          <option value="">{t('everybody')}</option>
          <option value="gold">{t('gold')}</option>
          {coders.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </div>
      {more}
      {(['from', 'to'] as const).map((name) => (
        <div key={name} className="grid gap-1.5">
          <Label htmlFor={`filter-${name}`}>{t(name)}</Label>
          <Input id={`filter-${name}`} name={name} type="date" defaultValue={filter[name] ?? ''} />
        </div>
      ))}
      <div className="col-span-2 flex gap-2 lg:col-span-1">
        <Button type="submit">{t('apply')}</Button>
        {narrowed ? (
          <Button asChild variant="ghost">
            <Link href={action}>{t('clear')}</Link>
          </Button>
        ) : null}
      </div>
    </Form>
  );
}
