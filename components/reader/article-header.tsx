'use client';

import { Check, Copy, ExternalLink, Plus, X } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Kbd } from '@/components/ui/kbd';
import { toast } from '@/components/ui/toast-store';
import type { ArticleDto } from '@/lib/articles/schema';
import { CodeMark, codeStyle } from './code-mark';
import { passes } from './model/filters';
import { useReader, useSignal } from './reader-context';

/** "10 April 2023, 09:37 UTC": the same on server and browser, whatever their time zone. */
function utc(iso: string, language: string): string {
  const locale = language === 'en' ? 'en-GB' : language;
  const date = new Date(iso);
  const day = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(date);
  const time = new Intl.DateTimeFormat(locale, {
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(date);
  return `${day}, ${time} UTC`;
}

const SHOWN_DIGITS = 12;

/** Headline, lede, and where the text comes from. */
export function ArticleHeader() {
  const { model } = useReader();
  const t = useTranslations('reader.header');
  const { article } = model.data;
  const said = [article.publisher, article.byline, article.section].filter(Boolean);
  const newest = article.versionNos[article.versionNos.length - 1] ?? article.versionNo;
  const here = `/projects/${model.data.projectId}/articles/${article.articleId}`;
  const link = article.canonicalUrl ?? article.capture.url;
  return (
    <header className="mb-8 border-b pb-5">
      <div lang={article.language ?? undefined} dir={article.direction}>
        <h1 className="text-pretty font-semibold font-serif text-[1.75rem] leading-tight tracking-[-0.01em] sm:text-[2.125rem]">
          {article.title}
        </h1>
        {article.lede ? (
          <p className="mt-3 text-pretty font-serif text-[1.1875rem] text-muted-foreground leading-normal">
            {article.lede}
          </p>
        ) : null}
      </div>
      <p className="mt-4 flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-muted-foreground">
        {said.length > 0 ? (
          <span className="font-medium text-foreground">
            <bdi>{said.join(' · ')}</bdi>
          </span>
        ) : null}
        {article.publishedAt ? (
          <Stamp label={t('published')} iso={article.publishedAt} raw={article.publishedRaw} />
        ) : null}
        {article.modifiedAt ? (
          <Stamp label={t('updated')} iso={article.modifiedAt} raw={article.modifiedRaw} />
        ) : null}
        <Stamp label={t('captured')} iso={article.capture.retrievedAt} raw={null} />
        <Hash sha256={article.textSha256} />
        {newest > article.versionNo ? (
          <span className="text-warning">
            {t.rich('olderVersion', {
              no: article.versionNo,
              newest,
              link: (words) => (
                <a href={here} className="rounded underline underline-offset-4">
                  {words}
                </a>
              ),
            })}
          </span>
        ) : null}
        {newest > 1 ? <Versions here={here} article={article} /> : null}
        <Link
          href={`/projects/${model.data.projectId}/wire-copy/${article.articleId}`}
          className="rounded text-primary underline underline-offset-4"
        >
          {t('copies')}
        </Link>
        <Link
          href={`${here}/history`}
          className="rounded text-primary underline underline-offset-4"
        >
          {t('history')}
        </Link>
        {link?.startsWith('http') ? (
          <a
            href={link}
            rel="noreferrer noopener"
            target="_blank"
            className="inline-flex items-center gap-1 rounded text-primary underline underline-offset-4"
          >
            {t('original')} <ExternalLink aria-hidden className="size-3" />
          </a>
        ) : null}
      </p>
      <ArticleLabels />
    </header>
  );
}

/** So many of the newest versions are a link of their own. */
const SHOWN_VERSIONS = 6;

/** From one version to another, and to what changed between them. */
function Versions({ here, article }: { here: string; article: ArticleDto }) {
  const t = useTranslations('reader.header');
  return (
    <span className="inline-flex items-baseline gap-1.5">
      {t('versions')}
      {article.versionNos.slice(-SHOWN_VERSIONS).map((no) =>
        no === article.versionNo ? (
          <span key={no} className="font-medium text-foreground tabular">
            {no}
          </span>
        ) : (
          <a
            key={no}
            href={`${here}?version=${no}`}
            aria-label={t('versionNo', { no })}
            className="rounded px-0.5 text-primary tabular underline underline-offset-4"
          >
            {no}
          </a>
        ),
      )}
      <Link href={`${here}/versions`} className="rounded text-primary underline underline-offset-4">
        {t('compare')}
      </Link>
    </span>
  );
}

function Stamp({ label, iso, raw }: { label: string; iso: string; raw: string | null }) {
  const t = useTranslations('reader.header');
  const locale = useLocale();
  return (
    <span className="whitespace-nowrap">
      {label}{' '}
      <time dateTime={iso} title={raw ? t('inSource', { raw }) : iso}>
        {utc(iso, locale)}
      </time>
    </span>
  );
}

function Hash({ sha256 }: { sha256: string }) {
  const t = useTranslations('reader.header');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(sha256);
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch (cause) {
      console.warn('The clipboard refused.', cause);
      toast(t('sha'), { description: sha256, duration: 20_000 });
    }
  };
  return (
    <button
      type="button"
      onClick={() => void copy()}
      title={t('shaOf', { hash: sha256 })}
      aria-label={copied ? t('copied') : t('copySha', { hash: sha256.slice(0, SHOWN_DIGITS) })}
      className="inline-flex items-center gap-1 rounded font-mono text-xs hover:text-foreground"
    >
      sha256 {sha256.slice(0, SHOWN_DIGITS)}
      {copied ? <Check aria-hidden className="size-3" /> : <Copy aria-hidden className="size-3" />}
    </button>
  );
}

/** Labels of the whole article, as chips; the plus adds one. */
function ArticleLabels() {
  const { model, editor } = useReader();
  const t = useTranslations('reader.header');
  useSignal(model.store.version);
  useSignal(model.coding);
  const active = useSignal(model.active);
  const filters = useSignal(model.filters);
  const { order } = model.store;
  const labels = order.all
    .slice(0, order.firstAt(0))
    .flatMap(({ id }) => model.store.get(id) ?? [])
    .filter((head) => head.kind === 'article' && passes(head, filters));
  if (labels.length === 0 && !model.canWrite) return null;
  return (
    <div data-reader-part className="mt-3 flex flex-wrap items-center gap-1.5">
      <span className="sr-only">{t('labels')}</span>
      {labels.map((head) => (
        <span
          key={head.id}
          style={codeStyle(model.codebook, head.codeKey)}
          className={cn(
            'inline-flex items-center gap-1.5 rounded-full border bg-card py-0.5 pr-1 pl-1 text-[0.8125rem]',
            active === head.id && 'border-(--code) ring-1 ring-(--code)',
          )}
        >
          <button
            type="button"
            onClick={() => model.active.set(head.id)}
            className="inline-flex items-center gap-1.5 rounded-full pr-1"
          >
            <CodeMark codebook={model.codebook} codeKey={head.codeKey} className="rounded-full" />
            {model.codebook.nameOf(head.codeKey)}
            {head.coderId === model.data.me.id ? null : (
              <span className="text-muted-foreground text-xs">{head.coderName}</span>
            )}
          </button>
          {model.isEditable(head) ? (
            <button
              type="button"
              aria-label={t('removeLabel', { code: model.codebook.nameOf(head.codeKey) })}
              onClick={() => {
                model.active.set(head.id);
                editor.remove();
              }}
              className="rounded-full p-0.5 text-muted-foreground hover:bg-accent hover:text-foreground"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          ) : null}
        </span>
      ))}
      {model.canWrite ? (
        <Button
          size="sm"
          variant="ghost"
          className="print:hidden"
          onClick={() => model.palette.set('article')}
        >
          <Plus aria-hidden /> {t('labelArticle')} <Kbd className="pointer-coarse:hidden">L</Kbd>
        </Button>
      ) : null}
    </div>
  );
}
