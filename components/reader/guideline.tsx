'use client';

import { useTranslations } from 'next-intl';
import { exampleParts } from '@/components/codebook/example';
import { cn } from '@/components/ui/cn';
import type { CodebookCode, Localized } from '@/lib/codebook/schema';
import { codeStyle } from './code-mark';
import type { CodebookView } from './model/codebook-view';

/** What the codebook says of one code: what it is, what belongs to it, what does not, examples. */
export function Guideline({ code, codebook }: { code: CodebookCode; codebook: CodebookView }) {
  const t = useTranslations('reader.guidelines');
  return (
    <div
      style={codeStyle(codebook, code.key)}
      lang={codebook.locale}
      className="grid gap-2 text-[0.8125rem] leading-snug"
    >
      <p className="text-muted-foreground">{codebook.say(code.definition)}</p>
      <Rules title={t('include')} tone="text-success" rules={code.include} codebook={codebook} />
      <Rules title={t('exclude')} tone="text-danger" rules={code.exclude} codebook={codebook} />
      {code.examples.length > 0 ? (
        <section className="grid gap-1.5">
          <h4 className="font-medium">{t('examples')}</h4>
          {code.examples.map((example) => (
            <figure key={example.text} className="border-l-2 pl-2">
              <blockquote lang={example.language} dir="auto" className="font-serif">
                {exampleParts(example.text).map((part, index) =>
                  part.marked ? (
                    <mark
                      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text
                      key={index}
                      className="bg-transparent text-foreground underline decoration-(--code) decoration-2 underline-offset-2"
                    >
                      {part.text}
                    </mark>
                  ) : (
                    part.text
                  ),
                )}
              </blockquote>
              {example.note ? (
                <figcaption className="mt-0.5 text-muted-foreground text-xs">
                  {codebook.say(example.note)}
                </figcaption>
              ) : null}
            </figure>
          ))}
        </section>
      ) : null}
    </div>
  );
}

function Rules({
  title,
  tone,
  rules,
  codebook,
}: {
  title: string;
  tone: string;
  rules: readonly Localized[];
  codebook: CodebookView;
}) {
  if (rules.length === 0) return null;
  return (
    <section>
      <h4 className={cn('font-medium', tone)}>{title}</h4>
      <ul className="list-disc space-y-0.5 pl-4">
        {rules.map((rule) => (
          <li key={rule.en}>{codebook.say(rule)}</li>
        ))}
      </ul>
    </section>
  );
}
