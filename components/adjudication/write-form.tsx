'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import type { AdjudicationItem } from '@/lib/adjudication/schema';
import type { AnnotationDto, Attributes } from '@/lib/annotations/schema';
import type { ArticleDto } from '@/lib/articles/schema';
import { attributesOf } from '@/lib/codebook/rules';
import type { CodebookAttribute } from '@/lib/codebook/schema';
import type { Boundary, Fragment } from '@/lib/text/fragments';
import type { OffsetMap } from '@/lib/text/offsets';
import { createTextUnits } from '@/lib/text/units';
import type { Lookups } from './model';
import type { Adjudication } from './use-adjudication';

/** What none of the coders said: another code, other boundaries, other values, from one of theirs. */
export function WriteForm({
  item,
  article,
  text,
  lookups,
  adjudication,
}: {
  item: AdjudicationItem;
  article: ArticleDto;
  text: OffsetMap;
  lookups: Lookups;
  adjudication: Adjudication;
}) {
  const t = useTranslations('adjudication');
  const locale = useLocale();
  const { codebook, heads, coderName } = lookups;
  const form = useRef<HTMLFormElement>(null);
  const first = item.readings[0];
  const [coderId, setCoderId] = useState(first?.coderIds[0] ?? '');
  const base = heads.get(item.voices.find((voice) => voice.coderId === coderId)?.unitId ?? '');
  const [draft, setDraft] = useState(() => draftOf(base));
  const units = useMemo(
    () => createTextUnits(article.text, article.language ?? undefined),
    [article.text, article.language],
  );
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('select')?.focus();
  }, []);
  if (!base) return null;
  const from = (next: string) => {
    setCoderId(next);
    setDraft(draftOf(heads.get(item.voices.find((voice) => voice.coderId === next)?.unitId ?? '')));
  };
  const codes = codebook.document.codes.filter(
    (code) => code.targets.includes(base.kind) && (!code.retired || code.key === base.codeKey),
  );
  const definitions = attributesOf(codebook.document, {
    key: draft.codeKey,
    layer: codebook.layerOf(draft.codeKey),
  });
  const move = (boundary: Boundary, out: boolean) => {
    const at = boundary === 'start' ? 0 : draft.fragments.length - 1;
    const fragment = draft.fragments[at];
    if (!fragment) return;
    const moved = out
      ? units.extend(fragment, 'word', boundary)
      : units.shrink(fragment, 'word', boundary);
    setDraft({ ...draft, fragments: draft.fragments.map((one, i) => (i === at ? moved : one)) });
  };
  const set = (key: string, value: string) => {
    const { [key]: _, ...others } = draft.attributes;
    setDraft({ ...draft, attributes: value === '' ? others : { ...others, [key]: value } });
  };
  return (
    <form
      ref={form}
      aria-label={t('writeNew')}
      className="grid gap-3 rounded-lg border bg-card p-3"
      onSubmit={(event) => {
        event.preventDefault();
        const known = new Set(definitions.map(({ key }) => key));
        const attributes = Object.fromEntries(
          Object.entries(draft.attributes).filter(([key]) => known.has(key)),
        );
        adjudication.write(coderId, {
          codeKey: draft.codeKey,
          attributes,
          ...(base.kind === 'span' ? { fragments: [...draft.fragments] } : {}),
        });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') adjudication.setWriting(false);
      }}
    >
      <Field label={t('code')}>
        <NativeSelect
          value={draft.codeKey}
          onChange={(event) => setDraft({ ...draft, codeKey: event.target.value })}
        >
          {codes.map((code) => (
            <option key={code.key} value={code.key}>
              {codebook.say(code.name)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('beginWith')}>
        <NativeSelect value={coderId} onChange={(event) => from(event.target.value)}>
          {item.voices
            .filter(({ unitId }) => unitId)
            .map((voice) => (
              <option key={voice.coderId} value={voice.coderId}>
                {coderName(voice.coderId)}
              </option>
            ))}
        </NativeSelect>
      </Field>
      {base.kind === 'span' ? (
        <div className="grid gap-2">
          <p
            lang={article.language ?? undefined}
            dir={article.direction}
            className="break-words font-serif leading-snug"
          >
            {draft.fragments.map(({ start, end }) => text.slice(start, end)).join(' … ')}
          </p>
          <div className="flex flex-wrap gap-1.5">
            <Button size="sm" onClick={() => move('start', true)}>
              {t('startEarlier')}
            </Button>
            <Button size="sm" onClick={() => move('start', false)}>
              {t('startLater')}
            </Button>
            <Button size="sm" onClick={() => move('end', false)}>
              {t('endEarlier')}
            </Button>
            <Button size="sm" onClick={() => move('end', true)}>
              {t('endLater')}
            </Button>
          </div>
        </div>
      ) : null}
      {definitions.filter(isSimple).map((definition) => (
        <Field key={definition.key} label={codebook.say(definition.name)}>
          {definition.kind === 'choice' ? (
            <NativeSelect
              value={String(draft.attributes[definition.key] ?? '')}
              onChange={(event) => set(definition.key, event.target.value)}
            >
              <option value="">—</option>
              {definition.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.name[locale as 'en'] ?? option.name.en}
                </option>
              ))}
            </NativeSelect>
          ) : (
            <Input
              value={String(draft.attributes[definition.key] ?? '')}
              onChange={(event) => set(definition.key, event.target.value)}
            />
          )}
        </Field>
      ))}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={adjudication.busy}>
          {t('writeIt')}
        </Button>
        <Button onClick={() => adjudication.setWriting(false)}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

interface Draft {
  readonly codeKey: string;
  readonly fragments: readonly Fragment[];
  readonly attributes: Attributes;
}

function draftOf(head: AnnotationDto | undefined): Draft {
  return {
    codeKey: head?.codeKey ?? '',
    fragments: (head?.fragments ?? []).map(({ start, end }) => ({ start, end })),
    attributes: head?.attributes ?? {},
  };
}

/** Numbers, dates and several choices stay as the coder has them. */
function isSimple({ kind }: CodebookAttribute): boolean {
  return kind === 'choice' || kind === 'text';
}
