'use client';

import { useTranslations } from 'next-intl';
import { CodeMark, codeStyle } from '@/components/reader/code-mark';
import { attributeName, roleName, valueWords } from '@/components/review/words';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { AdjudicationItem } from '@/lib/adjudication/schema';
import type { AnnotationDto } from '@/lib/annotations/schema';
import type { ArticleDto } from '@/lib/articles/schema';
import { extentOf } from '@/lib/text/fragments';
import type { OffsetMap } from '@/lib/text/offsets';
import { MarkedText } from './marked-text';
import { type Lookups, wordsOf } from './model';

/** Text shown around a passage, in code points. */
const AROUND = 70;

/** What one coder says at the place in focus, in its context; the key takes it. */
export function VoiceCard({
  item,
  coderId,
  number,
  article,
  text,
  lookups,
  disabled,
  onTake,
}: {
  item: AdjudicationItem;
  coderId: string;
  number: number;
  article: ArticleDto;
  text: OffsetMap;
  lookups: Lookups;
  disabled: boolean;
  onTake: () => void;
}) {
  const t = useTranslations('adjudication');
  const { coderName } = lookups;
  const unitId = item.voices.find((voice) => voice.coderId === coderId)?.unitId ?? null;
  const name = coderName(coderId);
  return (
    <section
      aria-label={name}
      className="grid content-start gap-2 rounded-lg border bg-card p-3"
      data-voice={unitId ? 'says' : 'silent'}
    >
      <div className="flex items-center justify-between gap-2">
        <h3 className="min-w-0 truncate font-medium text-sm">{name}</h3>
        {unitId ? (
          <Button size="sm" disabled={disabled} onClick={onTake}>
            {t('take', { name })} {number <= 8 ? <Kbd aria-hidden>{String(number)}</Kbd> : null}
          </Button>
        ) : null}
      </div>
      {unitId ? (
        <Said {...{ unitId, article, text, lookups }} />
      ) : (
        <p className="text-muted-foreground text-sm">{t('nothingHere')}</p>
      )}
    </section>
  );
}

/** An annotation or a link in words: code, passage in its context, values, members. */
export function Said({
  unitId,
  article,
  text,
  lookups,
}: {
  unitId: string;
  article: ArticleDto;
  text: OffsetMap;
  lookups: Pick<Lookups, 'codebook' | 'heads' | 'relations'>;
}) {
  const t = useTranslations('adjudication');
  const { heads, relations, codebook } = lookups;
  const head = heads.get(unitId);
  if (!head) {
    const link = relations.get(unitId);
    const type = codebook.document.relationTypes.find(({ key }) => key === link?.typeKey);
    return (
      <div className="grid gap-1 text-sm">
        <p className="font-medium">{type ? codebook.say(type.name) : link?.typeKey}</p>
        <p
          className="break-words font-serif"
          lang={article.language ?? undefined}
          dir={article.direction}
        >
          {wordsOf(unitId, heads, relations)}
        </p>
      </div>
    );
  }
  const values = Object.entries(head.attributes);
  return (
    <div className="grid gap-1.5 text-sm">
      <p className="flex items-center gap-2 font-medium">
        <CodeMark codebook={codebook} codeKey={head.codeKey} />
        {codebook.nameOf(head.codeKey)}
        {head.kind === 'article' ? (
          <span className="font-normal text-muted-foreground">{t('wholeArticle')}</span>
        ) : null}
      </p>
      <Excerpt {...{ head, article, text, codebook }} />
      {head.members.length > 0 ? (
        <dl className="grid gap-0.5">
          {head.members.map(({ role, annotationId }) => (
            <div key={annotationId} className="flex gap-2">
              <dt className="w-20 shrink-0 text-muted-foreground text-xs leading-5">
                {roleName(codebook, head.codeKey, role)}
              </dt>
              <dd
                lang={article.language ?? undefined}
                dir={article.direction}
                className="min-w-0 flex-1 break-words font-serif leading-5"
              >
                {wordsOf(annotationId, heads, relations)}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {values.length > 0 ? (
        <ul className="flex flex-wrap gap-1 text-xs">
          {values.map(([key, value]) => (
            <li key={key} className="rounded border px-1.5 py-0.5">
              {attributeName(codebook, head.codeKey, key)}:{' '}
              {valueWords(codebook, head.codeKey, key, value)}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Excerpt({
  head,
  article,
  text,
  codebook,
}: {
  head: AnnotationDto;
  article: ArticleDto;
  text: OffsetMap;
  codebook: Lookups['codebook'];
}) {
  const extent = extentOf(head.fragments);
  if (!extent) return null;
  const from = Math.max(0, extent.start - AROUND);
  const to = Math.min(text.length, extent.end + AROUND);
  const mark = {
    id: head.id,
    fragments: head.fragments,
    style: codeStyle(codebook, head.codeKey),
    className: 'bg-[color-mix(in_srgb,var(--code)_22%,transparent)] font-medium',
  };
  return (
    <blockquote
      lang={article.language ?? undefined}
      dir={article.direction}
      className="break-words font-serif leading-snug"
    >
      {from > 0 ? '…' : null}
      <MarkedText text={text} from={from} to={to} marks={[mark]} />
      {to < text.length ? '…' : null}
    </blockquote>
  );
}
