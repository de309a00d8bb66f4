import type { ExportFilter } from './schema';

/** True when the filter chooses among annotations, so that an article without any is left out. */
export function isNarrowed({ layers, codes, states }: ExportFilter): boolean {
  return layers.length + codes.length + states.length > 0;
}

/** True when the filter leaves nothing out. */
export function keepsAll(filter: ExportFilter): boolean {
  return !isNarrowed(filter) && filter.coders.length === 0;
}
