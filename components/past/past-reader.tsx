'use client';

import type { ReaderData } from '@/components/reader/model/reader-data';
import { Reader } from '@/components/reader/reader';

/** The reader with what stood in an article at a moment: to look at, not to change. */
export function PastReader({ data }: { data: ReaderData }) {
  return <Reader data={data} transport={null} />;
}
