'use client';

import { useRouter } from 'next/navigation';
import { useLocale } from 'next-intl';
import { useMemo, useState } from 'react';
import { createCodebookView } from '@/components/reader/model/codebook-view';
import type { CodebookDocument } from '@/lib/codebook/schema';
import type { MemberDto, ReviewOutcome, WorkItem } from '@/lib/review/schema';
import { WorkItemCard } from './work-item';

interface Props {
  projectId: string;
  items: readonly WorkItem[];
  me: string;
  mayWrite: boolean;
  codebook: CodebookDocument;
  members: Readonly<Record<string, MemberDto>>;
}

/** The items of one page; what is answered here stays in its place until the page is opened anew. */
export function WorkList({ projectId, items, me, mayWrite, codebook, members }: Props) {
  const router = useRouter();
  const locale = useLocale();
  const view = useMemo(() => createCodebookView(codebook, locale), [codebook, locale]);
  // The server's next answer may leave out what was just answered here.
  const [kept] = useState(items);
  const [answered, setAnswered] = useState<readonly ReviewOutcome[]>([]);
  const onOutcome = (outcome: ReviewOutcome) => {
    setAnswered((known) => [...known, outcome]);
    // The counts of the tabs come from the server.
    router.refresh();
  };
  return (
    <div className="grid gap-4">
      {kept.map((item) => (
        <WorkItemCard
          key={item.annotation.id}
          item={answered.reduce(withOutcome, item)}
          {...{ projectId, me, mayWrite, members, onOutcome }}
          codebook={view}
        />
      ))}
    </div>
  );
}

function withOutcome(item: WorkItem, outcome: ReviewOutcome): WorkItem {
  const { id } = item.annotation;
  const annotation = outcome.annotations.find((one) => one.id === id);
  if (!annotation) return item;
  return {
    ...item,
    annotation,
    decisions: outcome.decisions.filter((one) => one.annotationId === id).toReversed(),
    threads: outcome.threads.filter((one) => one.annotationId === id),
  };
}
