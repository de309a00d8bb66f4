'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { findLinkTargetsAction } from '@/lib/annotations/link-actions';
import type { FarEndDto } from '@/lib/annotations/schema';
import { CodeMark } from '../code-mark';
import { quoted, shortened } from '../model/describe';
import { useReader } from '../reader-context';
import type { LinkOption } from './link-options';
import { SearchField, useSearch } from './search-field';

interface Props {
  option: LinkOption;
  onClose: () => void;
  onChoose: (end: FarEndDto) => void;
}

/** Finds the other end of a link among the project's other articles. */
export function FarDialog({ option, onClose, onChoose }: Props) {
  const t = useTranslations('relations');
  const { model } = useReader();
  const [query, setQuery] = useState('');
  const { projectId, article } = model.data;
  const found = useSearch(query, (words) =>
    findLinkTargetsAction({
      projectId,
      articleVersionId: article.versionId,
      codeKeys: [...option.others],
      query: words,
    }),
  );
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent data-reader-part>
        <DialogHeader>
          <DialogTitle>{t('far.title')}</DialogTitle>
          <DialogDescription>
            {t('far.what', { type: model.codebook.say(option.type.name) })}
          </DialogDescription>
        </DialogHeader>
        <SearchField
          label={t('far.search')}
          query={query}
          onQuery={setQuery}
          found={found}
          keyOf={(end) => end.annotationId}
          onChoose={onChoose}
          render={(end) => <FarEndWords end={end} />}
        />
      </DialogContent>
    </Dialog>
  );
}

/** An annotation of another article, told with its title and whose it is. */
function FarEndWords({ end }: { end: FarEndDto }) {
  const { model } = useReader();
  return (
    <span className="grid min-w-0 gap-0.5">
      <span className="flex min-w-0 items-center gap-2">
        <CodeMark codebook={model.codebook} codeKey={end.codeKey} />
        <span
          dir={end.direction}
          lang={end.language ?? undefined}
          className="line-clamp-2 min-w-0 flex-1 text-start font-serif text-[0.9375rem]"
        >
          {end.quote ? quoted(shortened(end.quote, 140)) : model.codebook.nameOf(end.codeKey)}
        </span>
      </span>
      <span className="truncate text-muted-foreground text-xs">
        <bdi>{end.articleTitle}</bdi> · {end.coderName}
      </span>
    </span>
  );
}
