import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { SubmitOnChange } from '@/components/articles/submit-on-change';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import type { ReviewFacets, ReviewFilter } from '@/lib/review/schema';

interface Props {
  projectId: string;
  filter: ReviewFilter;
  facets: ReviewFacets;
  /** Code keys to names. */
  codeNames: Readonly<Record<string, string>>;
}

/** Whose work, which code, what is open, in which order: a plain form whose answers stand in the address. */
export function ReviewFilters({ projectId, filter, facets, codeNames }: Props) {
  const t = useTranslations('review');
  const narrowed = filter.coder !== null || filter.code !== null || filter.show !== 'open';
  return (
    <Form
      action={`/projects/${projectId}/review`}
      key={JSON.stringify(filter)}
      aria-label={t('filterReviewQueue')}
      className="mb-4 grid grid-cols-2 items-end gap-3 sm:grid-cols-[repeat(4,minmax(8rem,13rem))_auto]"
    >
      <SubmitOnChange />
      <Choice label={t('colleague')} name="coder" value={filter.coder ?? ''}>
        <option value="">{t('everyone')}</option>
        {facets.coders.map((coder) => (
          <option key={coder.id} value={coder.id}>
            {t('withOpen', { name: coder.name, open: coder.open })}
          </option>
        ))}
      </Choice>
      <Choice label={t('code')} name="code" value={filter.code ?? ''}>
        <option value="">{t('allCodes')}</option>
        {facets.codes.map((code) => (
          <option key={code.key} value={code.key}>
            {t('withOpen', { name: codeNames[code.key] ?? code.key, open: code.open })}
          </option>
        ))}
      </Choice>
      <Choice label={t('show')} name="show" value={filter.show}>
        <option value="open">{t('openWork')}</option>
        <option value="all">{t('allSubmitted')}</option>
      </Choice>
      <Choice label={t('order')} name="sort" value={filter.sort}>
        <option value="waiting">{t('waitingLongest')}</option>
        <option value="most">{t('mostReview')}</option>
        <option value="title">{t('title')}</option>
      </Choice>
      <div className="flex gap-2">
        <noscript>
          <Button type="submit">{t('apply')}</Button>
        </noscript>
        {narrowed ? (
          <Button asChild variant="ghost">
            <Link href={reviewQueueHref(projectId, { ...filter, ...NOTHING })}>{t('clear')}</Link>
          </Button>
        ) : null}
      </div>
    </Form>
  );
}

const NOTHING = { coder: null, code: null, show: 'open', page: 1 } as const;

/** The address of a page of the review queue; what is usual is left out. */
export function reviewQueueHref(projectId: string, filter: ReviewFilter): string {
  const params = new URLSearchParams();
  if (filter.coder) params.set('coder', filter.coder);
  if (filter.code) params.set('code', filter.code);
  if (filter.show !== 'open') params.set('show', filter.show);
  if (filter.sort !== 'waiting') params.set('sort', filter.sort);
  if (filter.page > 1) params.set('page', String(filter.page));
  const query = params.toString();
  return `/projects/${projectId}/review${query ? `?${query}` : ''}`;
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
      <Label htmlFor={`review-${name}`}>{label}</Label>
      <NativeSelect id={`review-${name}`} name={name} defaultValue={value}>
        {children}
      </NativeSelect>
    </div>
  );
}
