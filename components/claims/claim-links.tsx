'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { useRun } from '@/components/register/use-run';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { linkClaimsAction, unlinkClaimsAction } from '@/lib/claims/actions';
import type { ClaimPage } from '@/lib/claims/schema';

/** A contradiction is the same both ways. */
const CHOICES = [
  ['contradicts', 'out'],
  ['updates', 'out'],
  ['updates', 'in'],
] as const;

interface Props {
  readonly projectId: string;
  readonly claimId: string;
  readonly found: Pick<ClaimPage, 'links' | 'codedLinks' | 'others'>;
  readonly mayWrite: boolean;
}

/** What the claim is to others, by the register and by what coders linked in texts. */
export function ClaimLinks({ projectId, claimId, found, mayWrite }: Props) {
  const t = useTranslations('claims');
  const { run, problem, pending } = useRun();
  const { links, codedLinks, others } = found;
  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [kind, direction] = CHOICES[Number(form.get('kind'))] ?? CHOICES[0];
    const other = String(form.get('other') ?? '');
    const ends =
      direction === 'in' ? { fromId: other, toId: claimId } : { fromId: claimId, toId: other };
    void run(linkClaimsAction({ projectId, kind, ...ends }), t('linked'));
  }
  const name = (id: string | null, text: string) =>
    id === null ? (
      <span>{text}</span>
    ) : (
      <Link
        href={`/projects/${projectId}/claims/${id}`}
        prefetch={false}
        className="underline underline-offset-4"
      >
        {text}
      </Link>
    );
  return (
    <div className="grid gap-3">
      {links.length + codedLinks.length === 0 ? (
        <p className="text-muted-foreground text-sm">{t('noLinks')}</p>
      ) : (
        <ul className="grid gap-1 text-sm">
          {links.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-x-2">
              <span className="text-muted-foreground">
                {t(`linkKinds.${one.kind}.${one.direction}`)}
              </span>
              {name(one.claimId, one.name)}
              {mayWrite ? (
                <Button
                  size="sm"
                  variant="ghost"
                  disabled={pending}
                  aria-label={t('unlinkOf', { name: one.name })}
                  onClick={() =>
                    void run(unlinkClaimsAction({ projectId, linkId: one.id }), t('unlinked'))
                  }
                >
                  {t('remove')}
                </Button>
              ) : null}
            </li>
          ))}
          {codedLinks.map((one) => (
            <li
              key={`${one.kind} ${one.direction} ${one.claimId ?? one.name}`}
              className="flex flex-wrap items-center gap-x-2"
            >
              <span className="text-muted-foreground">
                {t(`linkKinds.${one.kind}.${one.direction}`)}
              </span>
              {name(one.claimId, one.name)}
              <span className="text-muted-foreground">{t('byCoders', { count: one.count })}</span>
            </li>
          ))}
        </ul>
      )}
      {problem ? <Alert tone="danger">{problem}</Alert> : null}
      {mayWrite && others.length > 0 ? (
        <form onSubmit={add} className="flex flex-wrap items-end gap-2">
          <div className="grid min-w-40 gap-1.5">
            <Label htmlFor="link-kind">{t('thisClaim')}</Label>
            <NativeSelect id="link-kind" name="kind">
              {CHOICES.map(([kind, direction], index) => (
                <option key={`${kind}-${direction}`} value={index}>
                  {t(`linkKinds.${kind}.${direction}`)}
                </option>
              ))}
            </NativeSelect>
          </div>
          <div className="grid min-w-56 flex-1 gap-1.5">
            <Label htmlFor="link-other">{t('otherClaim')}</Label>
            <NativeSelect id="link-other" name="other" required defaultValue="">
              <option value="" disabled>
                {t('chooseOne')}
              </option>
              {others.map(({ id, name: text }) => (
                <option key={id} value={id}>
                  {text}
                </option>
              ))}
            </NativeSelect>
          </div>
          <Button type="submit" disabled={pending}>
            {t('link')}
          </Button>
        </form>
      ) : null}
    </div>
  );
}
