'use client';

import { Plus, Search, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { findExamplesAction } from '@/lib/codebook/draft/actions';
import type { DraftCode, ExampleCandidate } from '@/lib/codebook/draft/schema';
import { exampleParts } from '../example';
import { setEdit, useEditor } from './draft-context';

/** Examples of a code: typed by hand, or picked from what the project has annotated. */
export function ExamplesField({ code }: { code: DraftCode }) {
  const t = useTranslations('codebook');
  const locale = useLocale();
  const { model, publishedCodes } = useEditor();
  const change = (now: DraftCode['examples']) =>
    model.edit([setEdit('codes', code, 'examples', now)]);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-sm">{t('examples')}</legend>
      <p className="text-[0.8125rem] text-muted-foreground">{t('examplesHint')}</p>
      {code.examples.map((example, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: examples have no identity but their place
        <div key={index} className="flex gap-2">
          <Input
            className="w-14 shrink-0 font-mono"
            aria-label={t('exampleLanguage', { number: index + 1 })}
            value={example.language}
            maxLength={2}
            onChange={(event) =>
              change(
                code.examples.map((one, at) =>
                  at === index ? { ...one, language: event.target.value.toLowerCase() } : one,
                ),
              )
            }
          />
          <Textarea
            rows={2}
            className="font-serif"
            lang={example.language}
            aria-label={t('exampleNumber', { number: index + 1 })}
            value={example.text}
            maxLength={2000}
            onChange={(event) =>
              change(
                code.examples.map((one, at) =>
                  at === index ? { ...one, text: event.target.value } : one,
                ),
              )
            }
          />
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label={t('removeExample', { number: index + 1 })}
            onClick={() => change(code.examples.filter((_one, at) => at !== index))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          variant="ghost"
          onClick={() => change([...code.examples, { language: locale, text: '' }])}
        >
          <Plus aria-hidden />
          {t('addExample')}
        </Button>
        {publishedCodes.has(code.id) ? (
          <ExamplePicker
            codeKey={code.id}
            onPick={({ language, text }) => change([...code.examples, { language, text }])}
          />
        ) : null}
      </div>
    </fieldset>
  );
}

function ExamplePicker({
  codeKey,
  onPick,
}: {
  codeKey: string;
  onPick: (candidate: ExampleCandidate) => void;
}) {
  const t = useTranslations('codebook');
  const { projectId } = useEditor();
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<readonly ExampleCandidate[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const look = async (words: string) => {
    const result = await findExamplesAction({ projectId, codeKey, search: words });
    setProblem(result.ok ? null : result.error.userMessage);
    setFound(result.ok ? result.value : []);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => {
        setOpen(now);
        if (now) void look(search);
      }}
    >
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost">
          <Search aria-hidden />
          {t('pickExample')}
        </Button>
      </DialogTrigger>
      <DialogContent className="sm:max-w-2xl">
        <DialogHeader>
          <DialogTitle>{t('pickTitle')}</DialogTitle>
          <DialogDescription>{t('pickText')}</DialogDescription>
        </DialogHeader>
        <form
          className="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void look(search);
          }}
        >
          <Input
            type="search"
            aria-label={t('searchAnnotations')}
            value={search}
            maxLength={200}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Button type="submit">{t('search')}</Button>
        </form>
        {problem ? <p className="text-danger text-sm">{problem}</p> : null}
        <ul className="grid gap-2" aria-live="polite">
          {found?.map((candidate) => (
            <li key={candidate.annotationId}>
              <button
                type="button"
                className="grid w-full gap-1 rounded-lg border p-3 text-left hover:bg-accent"
                onClick={() => {
                  onPick(candidate);
                  setOpen(false);
                }}
              >
                <span lang={candidate.language} className="font-serif text-[0.9375rem]">
                  {exampleParts(candidate.text).map((part, index) =>
                    part.marked ? (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text
                      <mark key={index}>{part.text}</mark>
                    ) : (
                      part.text
                    ),
                  )}
                </span>
                <span className="text-muted-foreground text-xs">{candidate.articleTitle}</span>
              </button>
            </li>
          ))}
          {found?.length === 0 ? (
            <li className="text-muted-foreground text-sm">{t('noExamples')}</li>
          ) : null}
        </ul>
      </DialogContent>
    </Dialog>
  );
}
