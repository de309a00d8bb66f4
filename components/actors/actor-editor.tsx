'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NativeSelect } from '@/components/ui/native-select';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast-store';
import {
  addNameAction,
  changeActorAction,
  mergeActorsAction,
  removeNameAction,
  splitActorAction,
} from '@/lib/actors/actions';
import { ACTOR_KINDS, type ActorDto, type ActorPage } from '@/lib/actors/schema';
import { nameKey } from '@/lib/register/rules';
import type { Result } from '@/lib/result/result';
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
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function run(work: Promise<Result<ActorDto>>, done: string): Promise<ActorDto | null> {
    setPending(true);
    setProblem(null);
    const result = await work.catch(() => null);
    setPending(false);
    if (result?.ok) {
      toast.success(done);
      router.refresh();
      return result.value;
    }
    setProblem(result ? result.error.userMessage : t('offline'));
    return null;
  }

  return (
    <div className="grid gap-6 lg:grid-cols-2">
      {problem ? (
        <Alert tone="danger" className="lg:col-span-2">
          {problem}
        </Alert>
      ) : null}
      <About {...{ projectId, actor, pending, run }} />
      <div className="grid content-start gap-6">
        <Names {...{ projectId, actor, pending, run }} />
        {others.length > 0 ? <Merge {...{ projectId, actor, others, pending, run }} /> : null}
      </div>
    </div>
  );
}

interface PartProps extends Omit<Props, 'others'> {
  readonly pending: boolean;
  readonly run: (work: Promise<Result<ActorDto>>, done: string) => Promise<ActorDto | null>;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid content-start gap-3 rounded-xl border bg-card p-4">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function About({ projectId, actor, pending, run }: PartProps) {
  const t = useTranslations('actors');
  const kindName = useKindName();
  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    const change = {
      projectId,
      actorId: actor.id,
      name: said('name'),
      kind: said('kind') || null,
      wikidataId: said('wikidata') || null,
      note: said('note'),
    };
    void run(changeActorAction(change), t('saved'));
  }
  return (
    <Part title={t('about')}>
      <form onSubmit={save} key={JSON.stringify(actor)} className="grid gap-3">
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

function Names({ projectId, actor, pending, run }: PartProps) {
  const t = useTranslations('actors');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const main = nameKey(actor.name);
  const about = { projectId, actorId: actor.id };
  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const language = String(data.get('language') ?? '').trim();
    const input = { ...about, name: String(data.get('name') ?? ''), language: language || null };
    if (await run(addNameAction(input), t('named'))) form.reset();
  }
  async function split() {
    const made = await run(splitActorAction({ ...about, keys: chosen }), t('splitDone'));
    if (made) setChosen([]);
  }
  return (
    <Part title={t('names')}>
      <p className="text-muted-foreground text-sm">{t('namesHelp')}</p>
      <ul className="grid gap-1">
        {actor.names.map(({ key, name, language }) => (
          <li key={key} className="flex min-w-0 items-center gap-2 text-sm">
            {key === main ? (
              <span className="size-4 shrink-0" />
            ) : (
              <Checkbox
                aria-label={t('choose', { name })}
                checked={chosen.includes(key)}
                onCheckedChange={(checked) =>
                  setChosen(
                    checked === true ? [...chosen, key] : chosen.filter((one) => one !== key),
                  )
                }
              />
            )}
            <span lang={language ?? undefined} className="min-w-0 flex-1 break-words">
              {name}
              {language ? <span className="text-muted-foreground"> ({language})</span> : null}
            </span>
            {key === main ? null : (
              <Button
                size="sm"
                variant="ghost"
                disabled={pending}
                onClick={() => void run(removeNameAction({ ...about, key }), t('removed'))}
              >
                {t('remove')}
                <span className="sr-only"> {name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {chosen.length > 0 ? (
        <Button disabled={pending} onClick={() => void split()} className="justify-self-start">
          {t('split', { count: chosen.length })}
        </Button>
      ) : null}
      <form onSubmit={(event) => void add(event)} className="flex flex-wrap items-end gap-2">
        <div className="grid min-w-40 flex-1 gap-1.5">
          <Label htmlFor="actor-name">{t('anotherName')}</Label>
          <Input id="actor-name" name="name" required maxLength={300} />
        </div>
        <div className="grid w-24 gap-1.5">
          <Label htmlFor="actor-language">{t('language')}</Label>
          <Input
            id="actor-language"
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

function Merge({ projectId, actor, others, pending, run }: PartProps & Pick<Props, 'others'>) {
  const t = useTranslations('actors');
  const router = useRouter();
  async function merge(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const intoId = String(new FormData(event.currentTarget).get('into') ?? '');
    const input = { projectId, fromId: actor.id, intoId };
    const merged = await run(mergeActorsAction(input), t('merged'));
    if (merged) router.push(`/projects/${projectId}/sources/${merged.id}`);
  }
  return (
    <Part title={t('merge')}>
      <p className="text-muted-foreground text-sm">{t('mergeHelp')}</p>
      <form onSubmit={(event) => void merge(event)} className="flex flex-wrap items-end gap-2">
        <div className="grid min-w-40 flex-1 gap-1.5">
          <Label htmlFor="actor-into">{t('sameAs')}</Label>
          <NativeSelect id="actor-into" name="into" required defaultValue="">
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
