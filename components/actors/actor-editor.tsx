'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { MergePart } from '@/components/register/merge-part';
import { NamesPart } from '@/components/register/names-part';
import { Part } from '@/components/register/part';
import { useRun } from '@/components/register/use-run';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import { Textarea } from '@/components/ui/textarea';
import {
  addNameAction,
  changeActorAction,
  mergeActorsAction,
  removeNameAction,
  splitActorAction,
} from '@/lib/actors/actions';
import { ACTOR_KINDS, type ActorDto, type ActorPage } from '@/lib/actors/schema';
import { useKindName } from './use-kind-name';

interface Props {
  readonly projectId: string;
  readonly actor: ActorDto;
  readonly others: ActorPage['others'];
}

/** All that can be done to an entry of the register: what is said of it, its names, merge and split. */
export function ActorEditor({ projectId, actor, others }: Props) {
  const t = useTranslations('actors');
  const router = useRouter();
  const { run, problem, pending } = useRun();
  const about = { projectId, actorId: actor.id };
  async function merge(intoId: string) {
    const input = { projectId, fromId: actor.id, intoId };
    const merged = await run(mergeActorsAction(input), t('merged'));
    if (merged?.ok) router.push(`/projects/${projectId}/sources/${merged.value.id}`);
  }
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      {problem ? (
        <Alert tone="danger" className="lg:col-span-2">
          {problem}
        </Alert>
      ) : null}
      <About
        actor={actor}
        pending={pending}
        save={(said) => void run(changeActorAction({ ...about, ...said }), t('saved'))}
      />
      <div className="grid content-start gap-6">
        <NamesPart
          entry={actor}
          pending={pending}
          maxLength={300}
          words={{
            title: t('names'),
            help: t('namesHelp'),
            another: t('anotherName'),
            split: (count) => t('split', { count }),
          }}
          add={async (name, language) =>
            (await run(addNameAction({ ...about, name, language }), t('named')))?.ok === true
          }
          remove={(key) => void run(removeNameAction({ ...about, key }), t('removed'))}
          split={async (keys) =>
            (await run(splitActorAction({ ...about, keys }), t('splitDone')))?.ok === true
          }
        />
        {others.length > 0 ? (
          <MergePart
            title={t('merge')}
            help={t('mergeHelp')}
            others={others}
            pending={pending}
            merge={(intoId) => void merge(intoId)}
          />
        ) : null}
      </div>
    </div>
  );
}

interface AboutProps extends Pick<Props, 'actor'> {
  readonly pending: boolean;
  readonly save: (said: Readonly<Record<string, string | null>>) => void;
}

function About({ actor, pending, save }: AboutProps) {
  const t = useTranslations('actors');
  const kindName = useKindName();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    save({
      name: said('name'),
      kind: said('kind') || null,
      wikidataId: said('wikidata') || null,
      note: said('note'),
    });
  }
  return (
    <Part title={t('about')}>
      <form onSubmit={submit} key={JSON.stringify(actor)} className="grid gap-3">
        <Field label={t('name')}>
          <Input name="name" defaultValue={actor.name} required maxLength={300} />
        </Field>
        <Field label={t('kind')}>
          <NativeSelect name="kind" defaultValue={actor.kind ?? ''}>
            <option value="">{t('notSaid')}</option>
            {ACTOR_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {kindName(kind)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t('wikidata')} hint={t('wikidataHint')} optional>
          <Input name="wikidata" defaultValue={actor.wikidataId ?? ''} pattern="[Qq][1-9][0-9]*" />
        </Field>
        <Field label={t('note')} optional>
          <Textarea name="note" defaultValue={actor.note} rows={3} maxLength={4000} />
        </Field>
        <Button type="submit" loading={pending} className="justify-self-start">
          {t('save')}
        </Button>
      </form>
    </Part>
  );
}
