'use client';

import { ChevronDown, ExternalLink, Search } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import type { CodebookCode } from '@/lib/codebook/schema';
import { CodeMark } from './code-mark';
import { Guideline } from './guideline';
import { matchesOf } from './model/code-search';
import { useReader, useSignal } from './reader-context';

/**
 * The coding manual beside the text: every code with its rules, searchable, at the version in force.
 * It opens at the code at hand and follows it.
 */
export function GuidelinesPanel() {
  const { model } = useReader();
  const asked = useSignal(model.guidelines)?.codeKey ?? null;
  const active = useSignal(model.active);
  const t = useTranslations('reader.guidelines');
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState<string | null>(asked);
  const list = useRef<HTMLDivElement>(null);
  const { codebook, data } = model;
  const atHand = (active === null ? undefined : model.store.get(active)?.codeKey) ?? asked;

  useEffect(() => {
    if (atHand === null) return;
    setQuery('');
    setOpen(atHand);
  }, [atHand]);
  useEffect(() => {
    if (open === null) return;
    list.current
      ?.querySelector(`[data-guideline="${CSS.escape(open)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  }, [open]);

  const codes = useMemo(() => {
    const inUse = codebook.document.codes.filter((code) => !code.retired);
    return matchesOf(inUse, query, codebook);
  }, [codebook, query]);

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="grid gap-2 border-b px-4 py-2">
        <div className="flex items-center gap-2 text-muted-foreground text-xs">
          <span className="min-w-0 flex-1 truncate">
            {t('inForce', { name: codebook.document.name, version: data.codebookVersionNo })}
          </span>
          <Link
            href={`/projects/${data.projectId}/codebook`}
            target="_blank"
            className="inline-flex items-center gap-1 rounded text-primary underline underline-offset-4"
          >
            {t('codebook')} <ExternalLink aria-hidden className="size-3" />
          </Link>
        </div>
        <div className="relative">
          <Search
            aria-hidden
            className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
          />
          <Input
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            className="pl-8"
          />
        </div>
        <p role="status" className="sr-only">
          {query === '' ? '' : t('found', { count: codes.length })}
        </p>
      </div>
      <div ref={list} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-3 py-2">
        {codes.length === 0 ? (
          <p className="px-1 py-4 text-muted-foreground text-sm">{t('none')}</p>
        ) : null}
        {codebook.document.layers.map((layer) => {
          const own = codes.filter((code) => code.layer === layer.key);
          return own.length === 0 ? null : (
            <section key={layer.key} aria-label={codebook.say(layer.name)} className="mb-3">
              <h3 className="px-1 py-1 font-medium text-muted-foreground text-xs">
                {codebook.say(layer.name)}
              </h3>
              {own.map((code) => (
                <Entry
                  key={code.key}
                  code={code}
                  isOpen={open === code.key || (query !== '' && codes.length <= 3)}
                  onToggle={() => setOpen(open === code.key ? null : code.key)}
                />
              ))}
            </section>
          );
        })}
      </div>
    </div>
  );
}

function Entry({
  code,
  isOpen,
  onToggle,
}: {
  code: CodebookCode;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { model } = useReader();
  const t = useTranslations('reader.guidelines');
  const { codebook, data } = model;
  return (
    <div data-guideline={code.key} className="border-b last:border-b-0">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="flex min-h-9 w-full items-center gap-2 rounded px-1 py-1 text-left text-sm hover:bg-accent pointer-coarse:min-h-11"
      >
        <CodeMark codebook={codebook} codeKey={code.key} />
        <span className="min-w-0 flex-1">{codebook.say(code.name)}</span>
        <ChevronDown
          aria-hidden
          className={cn(
            'size-4 text-muted-foreground transition-transform',
            isOpen && 'rotate-180',
          )}
        />
      </button>
      {isOpen ? (
        <div className="px-1 pt-1 pb-3">
          <Guideline code={code} codebook={codebook} />
          <Link
            href={`/projects/${data.projectId}/codebook#code-${code.key}`}
            target="_blank"
            className="mt-2 inline-flex items-center gap-1 rounded text-primary text-xs underline underline-offset-4"
          >
            {t('inCodebook')} <ExternalLink aria-hidden className="size-3" />
          </Link>
        </div>
      ) : null}
    </div>
  );
}
