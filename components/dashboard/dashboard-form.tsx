import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import type { DashboardFilter } from '@/lib/dashboard/schema';

interface Props {
  projectId: string;
  filter: DashboardFilter;
  publishers: readonly string[];
}

/** Which articles' annotations are counted: a plain form whose answers stand in the address. */
export function DashboardForm({ projectId, filter, publishers }: Props) {
  const t = useTranslations('dashboard');
  const action = `/projects/${projectId}/dashboard`;
  const narrowed = Object.values(filter).some((value) => value !== null);
  return (
    <Form
      action={action}
      key={JSON.stringify(filter)}
      aria-label={t('form.label')}
      className="mb-4 grid grid-cols-2 items-end gap-3 sm:grid-cols-[minmax(8rem,16rem)_auto_auto_auto_1fr]"
    >
      <div className="col-span-2 grid min-w-0 gap-1.5 sm:col-span-1">
        <Label htmlFor="dashboard-publisher">{t('form.publisher')}</Label>
        <NativeSelect
          id="dashboard-publisher"
          name="publisher"
          defaultValue={filter.publisher ?? ''}
        >
          <option value="">{t('all')}</option>
          {publishers.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </NativeSelect>
      </div>
      {(['from', 'to'] as const).map((name) => (
        <div key={name} className="grid gap-1.5">
          <Label htmlFor={`dashboard-${name}`}>{t(`form.${name}`)}</Label>
          <Input
            id={`dashboard-${name}`}
            name={name}
            type="date"
            defaultValue={filter[name] ?? ''}
          />
        </div>
      ))}
      <div className="col-span-2 flex gap-2 sm:col-span-1">
        <Button type="submit">{t('form.apply')}</Button>
        {narrowed ? (
          <Button asChild variant="ghost">
            <Link href={action}>{t('form.clear')}</Link>
          </Button>
        ) : null}
      </div>
    </Form>
  );
}
