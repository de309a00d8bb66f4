'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Table, TableBody, TableCell, TableColumns, TableRow } from '@/components/ui/table';
import { createActorAction } from '@/lib/actors/actions';
import type { ActorDto } from '@/lib/actors/schema';
import { useKindName } from './use-kind-name';

interface Props {
  readonly projectId: string;
  readonly actors: readonly ActorDto[];
  readonly mayWrite: boolean;
}

/** The register as a table, and a field for somebody new. */
export function RegisterTable({ projectId, actors, mayWrite }: Props) {
  const t = useTranslations('actors');
  const kindName = useKindName();
  return (
    <div className="grid gap-6">
      {actors.length > 0 ? (
        <Table label={t('registerTitle')}>
          <TableColumns names={[t('name'), t('kind'), t('otherNames'), t('wikidata')]} />
          <TableBody>
            {actors.map((one) => (
              <TableRow key={one.id}>
                <th scope="row" className="px-3 py-2 text-left font-medium">
                  <Link
                    href={`/projects/${projectId}/sources/${one.id}`}
                    prefetch={false}
                    className="underline underline-offset-4"
                  >
                    {one.name}
                  </Link>
                </th>
                <TableCell>{kindName(one.kind)}</TableCell>
                <TableCell>
                  {one.names
                    .map(({ name }) => name)
                    .filter((name) => name !== one.name)
                    .join(', ')}
                </TableCell>
                <TableCell>{one.wikidataId}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      ) : null}
      {mayWrite ? <NewActor projectId={projectId} /> : null}
    </div>
  );
}

function NewActor({ projectId }: { projectId: string }) {
  const t = useTranslations('actors');
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '');
    setPending(true);
    const result = await createActorAction({ projectId, name, kind: null }).catch(() => null);
    setPending(false);
    if (result?.ok) router.push(`/projects/${projectId}/sources/${result.value.id}`);
    else setProblem(result ? result.error.userMessage : t('offline'));
  }
  return (
    <form onSubmit={(event) => void create(event)} className="flex flex-wrap items-end gap-2">
      <div className="grid min-w-56 gap-1.5">
        <Label htmlFor="new-actor">{t('newActor')}</Label>
        <Input id="new-actor" name="name" required maxLength={300} />
      </div>
      <Button type="submit" loading={pending}>
        {t('register')}
      </Button>
      {problem ? (
        <p role="alert" className="w-full font-medium text-danger text-sm">
          {problem}
        </p>
      ) : null}
    </form>
  );
}
