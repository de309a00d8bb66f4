'use client';

import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { inRoleOrder } from './attributions/members';
import { useRoleName } from './attributions/use-role-name';
import { onCardKeyDown } from './card-keys';
import { codeStyle } from './code-mark';
import { isSourceAbsent, lineFor, quoted, quoteOf, shortened } from './model/describe';
import { useReader, useSignal } from './reader-context';

/** Who is said to say what, to be read at a glance: SOURCE — cue — “content”. */
export function AttributionParts({
  head,
  onChoose,
}: {
  head: AnnotationDto;
  onChoose: (id: string) => void;
}) {
  const t = useTranslations('attribution');
  const { model } = useReader();
  const active = useSignal(model.active);
  const roleName = useRoleName(head.codeKey);
  const members = inRoleOrder(head.members);
  const hasSource = members.some(({ role }) => role === 'source');
  return (
    <div className="grid gap-0.5 px-2 pb-2">
      {hasSource ? null : (
        <p className="grid grid-cols-[3.75rem_1fr] items-baseline gap-2 px-1 text-[0.8125rem]">
          <span className="text-muted-foreground text-xs">{roleName('source')}</span>
          <span className="font-medium text-warning">
            {isSourceAbsent(head) ? t('sourceAbsent') : t('sourceMissing')}
          </span>
        </p>
      )}
      {members.map(({ role, annotationId }) => {
        const span = model.store.get(annotationId);
        if (!span) return null;
        const name = roleName(role);
        const words = span.kind === 'composite' ? lineFor(span, model, 80) : quoteOf(span);
        return (
          <button
            key={annotationId}
            type="button"
            data-annotation={annotationId}
            tabIndex={-1}
            aria-label={`${name}: ${words}`}
            onClick={() => onChoose(annotationId)}
            onPointerEnter={() => model.hover.set(annotationId)}
            onPointerLeave={() => model.hover.set(head.id)}
            onFocus={() => model.hover.set(annotationId)}
            onBlur={() => model.hover.set(null)}
            onKeyDown={onCardKeyDown}
            style={codeStyle(model.codebook, span.codeKey)}
            className={cn(
              'grid grid-cols-[3.75rem_1fr] items-baseline gap-2 rounded px-1 py-0.5 text-left hover:bg-accent',
              active === annotationId && 'bg-accent ring-1 ring-(--code)',
            )}
          >
            <span className="border-(--code) border-l-2 pl-1 text-muted-foreground text-xs">
              {name}
            </span>
            <span
              dir={model.data.article.direction}
              lang={model.data.article.language ?? undefined}
              className={cn(
                'line-clamp-2 text-start font-serif text-[0.9375rem] leading-snug',
                role === 'source' && 'font-semibold',
                role === 'cue' && 'ltr:italic',
              )}
            >
              {role.startsWith('content')
                ? quoted(shortened(words, 130))
                : shortened(words, role === 'nested' ? 120 : 80)}
            </span>
          </button>
        );
      })}
    </div>
  );
}
