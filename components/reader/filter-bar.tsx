'use client';

import { ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Label } from '@/components/ui/label';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { CodeMark } from './code-mark';
import { activeFilters, type Filters, NO_FILTERS, REVIEW_STATES, toggled } from './model/filters';
import { stops } from './model/rows';
import { useReader, useSignal } from './reader-context';

/** Above the list: how many annotations are shown, and which. */
export function FilterBar() {
  const { model } = useReader();
  const t = useTranslations('reader.filter');
  // The list may come a moment after the text: typing and labelling go first.
  const version = useDeferredValue(useSignal(model.store.version));
  const filters = useSignal(model.filters);
  const set = activeFilters(filters);
  const total = model.store.order.all.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store's content changes by version
  const shown = useMemo(
    () => (set === 0 ? total : stops(model.store, filters).length),
    [model, version, filters, set, total],
  );
  const update = (patch: Partial<Filters>) => model.filters.set({ ...filters, ...patch });

  return (
    <div className="flex items-center gap-2 border-b px-4 py-2">
      <h2 className="font-semibold text-sm">{t('heading')}</h2>
      <span className="tabular text-muted-foreground text-sm" aria-live="polite">
        {shown === total ? total : t('shownOf', { shown, total })}
      </span>
      <div className="ml-auto flex items-center gap-1">
        {set > 0 ? (
          <Button size="sm" variant="ghost" onClick={() => model.filters.set(NO_FILTERS)}>
            {t('showAll')}
          </Button>
        ) : null}
        <Popover>
          <PopoverTrigger asChild>
            <Button size="sm" variant={set > 0 ? 'secondary' : 'ghost'}>
              <ListFilter aria-hidden /> {set > 0 ? t('filterSet', { count: set }) : t('filter')}
            </Button>
          </PopoverTrigger>
          <PopoverContent
            align="end"
            aria-label={t('label')}
            className="grid max-h-[70dvh] w-80 gap-4 overflow-y-auto"
          >
            <Choices filters={filters} update={update} />
          </PopoverContent>
        </Popover>
      </div>
    </div>
  );
}

/** What there is to choose from: counted only while somebody looks. */
function Choices({
  filters,
  update,
}: {
  filters: Filters;
  update: (patch: Partial<Filters>) => void;
}) {
  const { model } = useReader();
  const t = useTranslations('reader.filter');
  const version = useSignal(model.store.version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store's content changes by version
  const { codes, coders, states } = useMemo(() => {
    const found = {
      codes: new Map<string, number>(),
      coders: new Map<string, string>(),
      states: new Set<string>(),
    };
    for (const { id } of model.store.order.all) {
      const head = model.store.get(id);
      if (!head) continue;
      found.codes.set(head.codeKey, (found.codes.get(head.codeKey) ?? 0) + 1);
      found.coders.set(head.coderId, head.coderName);
      found.states.add(head.reviewState);
    }
    return found;
  }, [model, version]);
  const { layers } = model.codebook.document;
  return (
    <>
      <Group title={t('layer')}>
        {layers.map((layer) => (
          <Choice
            key={layer.key}
            label={model.codebook.say(layer.name)}
            checked={filters.layers.has(layer.key)}
            onToggle={() => update({ layers: toggled(filters.layers, layer.key) })}
          />
        ))}
      </Group>
      <Group title={t('code')}>
        {model.codebook.document.codes
          .filter(({ key }) => codes.has(key))
          .map((code) => (
            <Choice
              key={code.key}
              label={
                <>
                  <CodeMark codebook={model.codebook} codeKey={code.key} />
                  <span className="min-w-0 flex-1 truncate">{model.codebook.say(code.name)}</span>
                  <span className="tabular text-muted-foreground text-xs">
                    {codes.get(code.key)}
                  </span>
                </>
              }
              checked={filters.codes.has(code.key)}
              onToggle={() => update({ codes: toggled(filters.codes, code.key) })}
            />
          ))}
      </Group>
      {coders.size > 1 ? (
        <Group title={t('coder')}>
          {[...coders].map(([id, name]) => (
            <Choice
              key={id}
              label={id === model.data.me.id ? t('you', { name }) : name}
              checked={filters.coders.has(id)}
              onToggle={() => update({ coders: toggled(filters.coders, id) })}
            />
          ))}
        </Group>
      ) : null}
      <Group title={t('review')}>
        {REVIEW_STATES.filter((state) => states.has(state)).map((state) => (
          <Choice
            key={state}
            label={model.t(`states.${state}`)}
            checked={filters.states.has(state)}
            onToggle={() => update({ states: toggled(filters.states, state) })}
          />
        ))}
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-medium text-muted-foreground text-xs">{title}</legend>
      {children}
    </fieldset>
  );
}

function Choice({
  label,
  checked,
  onToggle,
}: {
  label: React.ReactNode;
  checked: boolean;
  onToggle: () => void;
}) {
  return (
    <Label className="flex min-w-0 items-center gap-2 font-normal">
      <Checkbox checked={checked} onCheckedChange={onToggle} />
      {label}
    </Label>
  );
}
