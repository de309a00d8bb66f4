import type { ExportFormat, ReviewState } from '@/lib/releases/schema';
import type { AppErrorCode } from '@/lib/result/app-error';

export const FORMAT_WORDS: Readonly<Record<ExportFormat, { name: string; about: string }>> = {
  jsonl: {
    name: 'JSON Lines',
    about: 'One article a line with everything on it. For scripts and for training models.',
  },
  csv: {
    name: 'CSV tables',
    about: 'Articles, annotations, members, relations and decisions. For spreadsheets and R.',
  },
  brat: {
    name: 'brat standoff',
    about: 'A text and an .ann file for each coder. For brat and tools that read it.',
  },
};

export const STATE_WORDS: Readonly<Record<ReviewState, string>> = {
  unreviewed: 'Not reviewed',
  accepted: 'Accepted',
  amended: 'Amended',
  rejected: 'Rejected',
  disputed: 'Disputed',
};

/** What went wrong with a download, by the code in the page's address. */
export const PROBLEM_WORDS: Readonly<Partial<Record<AppErrorCode, string>>> = {
  invalid_input: 'The filter names something that the project no longer has. Choose again.',
  not_signed_in: 'Your session has ended. Sign in again.',
  forbidden: 'Your role in this project does not allow exports.',
  rate_limited: 'Your earlier export is still being prepared. Try again when it has arrived.',
  unavailable: 'The export could not be made just now. Try again.',
};

const NUMBER = new Intl.NumberFormat('en');

/** "1 article", "1,205 articles". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${NUMBER.format(n)} ${n === 1 ? one : many}`;
}
