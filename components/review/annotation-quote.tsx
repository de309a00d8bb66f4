import { useTranslations } from 'next-intl';
import { CodeMark } from '@/components/reader/code-mark';
import type { CodebookView } from '@/components/reader/model/codebook-view';
import type { RevisionDto } from '@/lib/annotations/schema';
import type { MemberDto } from '@/lib/review/schema';
import { roleName } from './words';

interface Props {
  codebook: CodebookView;
  revision: Pick<RevisionDto, 'codeKey' | 'fragments' | 'members'>;
  language: string | null;
  direction: 'ltr' | 'rtl';
  members: Readonly<Record<string, MemberDto>>;
}

/** An annotation in words: its code, and the passage or what it joins. */
export function AnnotationQuote({ codebook, revision, language, direction, members }: Props) {
  const t = useTranslations('review');
  const { codeKey, fragments } = revision;
  return (
    <div className="grid min-w-0 gap-1">
      <p className="flex items-center gap-2 font-medium text-sm">
        <CodeMark codebook={codebook} codeKey={codeKey} />
        {codebook.nameOf(codeKey)}
        {fragments.length + revision.members.length === 0 ? (
          <span className="font-normal text-muted-foreground">{t('wholeArticle')}</span>
        ) : null}
      </p>
      {fragments.length > 0 ? (
        <blockquote
          lang={language ?? undefined}
          dir={direction}
          className="break-words font-serif text-base leading-snug"
        >
          {fragments.map(({ quote, start }, index) => (
            <span key={start}>
              {index > 0 ? <span className="text-muted-foreground"> … </span> : null}
              {quote}
            </span>
          ))}
        </blockquote>
      ) : null}
      {revision.members.length > 0 ? (
        <dl className="grid gap-0.5 text-sm">
          {revision.members.map(({ role, annotationId }) => (
            <div key={annotationId} className="flex gap-2">
              <dt className="w-24 shrink-0 text-muted-foreground text-xs leading-5">
                {roleName(codebook, codeKey, role)}
              </dt>
              <dd
                lang={language ?? undefined}
                dir={direction}
                className="min-w-0 flex-1 break-words font-serif text-[0.9375rem] leading-5"
              >
                {members[annotationId]?.quote ?? t('aPassage')}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}
