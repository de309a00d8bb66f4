import { Search } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import {
  QUEUE_PROGRESS,
  type QueueFilter,
  type QueueSort,
  type QueueState,
} from '@/lib/articles/schema';
import { languageName } from './language-name';
import { queueHref } from './queue-href';
import { SubmitOnChange } from './submit-on-change';

const SORTS = ['newest', 'oldest', 'title', 'added'] as const satisfies readonly QueueSort[];
const STATES = [
  'unfinished',
  'not_started',
  'in_progress',
  'submitted',
] as const satisfies readonly QueueState[];

const NOTHING = { q: '', state: null, progress: null, language: null } as const;

interface Props {
  projectId: string;
  filter: QueueFilter;
  languages: readonly string[];
}

/** Search, filters and order: a plain form whose answers stand in the address. */
export function QueueFilters({ projectId, filter, languages }: Props) {
  const t = useTranslations('articles');
  const locale = useLocale();
  const { q, state, progress, language } = filter;
  const narrowed = q !== '' || state !== null || progress !== null || language !== null;
  return (
    <Form
      action={`/projects/${projectId}/articles`}
      // The fields keep their own state: a new address (back, clear) must make them anew.
      key={JSON.stringify(filter)}
      aria-label={t('findArticles')}
      className={cn(
        'mb-4 grid grid-cols-2 items-end gap-3',
        narrowed
          ? 'md:grid-cols-[minmax(12rem,1fr)_repeat(4,minmax(7rem,10rem))_auto]'
          : 'md:grid-cols-[minmax(12rem,1fr)_repeat(4,minmax(7rem,10rem))]',
      )}
    >
      <SubmitOnChange />
      <div className="col-span-2 grid gap-1.5 md:col-span-1">
        <Label htmlFor="queue-q">{t('title')}</Label>
        <div className="flex gap-2">
          <Input
            id="queue-q"
            name="q"
            type="search"
            maxLength={200}
            defaultValue={filter.q}
            placeholder={t('wordsInTitle')}
            aria-keyshortcuts="/"
          />
          <Button type="submit" size="icon" aria-label={t('search')}>
            <Search aria-hidden />
          </Button>
        </div>
      </div>
      <Choice label={t('myCoding')} name="state" value={filter.state ?? ''}>
        <option value="">{t('all')}</option>
        {STATES.map((state) => (
          <option key={state} value={state}>
            {t(`states.${state}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t('stages.label')} name="progress" value={progress ?? ''}>
        <option value="">{t('all')}</option>
        {QUEUE_PROGRESS.map((one) => (
          <option key={one} value={one}>
            {t(`stages.${one}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t('language')} name="language" value={filter.language ?? ''}>
        <option value="">{t('all')}</option>
        {languages.map((code) => (
          <option key={code} value={code}>
            {languageName(code, locale, t)}
          </option>
        ))}
      </Choice>
      <Choice label={t('order')} name="sort" value={filter.sort}>
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sorts.${sort}`)}
          </option>
        ))}
      </Choice>
      {narrowed ? (
        <Button asChild variant="ghost">
          <Link href={queueHref(projectId, { ...filter, ...NOTHING })}>{t('clear')}</Link>
        </Button>
      ) : null}
    </Form>
  );
}

interface ChoiceProps {
  label: string;
  name: string;
  value: string;
  children: React.ReactNode;
}

function Choice({ label, name, value, children }: ChoiceProps) {
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={`queue-${name}`}>{label}</Label>
      <NativeSelect id={`queue-${name}`} name={name} defaultValue={value}>
        {children}
      </NativeSelect>
    </div>
  );
}
