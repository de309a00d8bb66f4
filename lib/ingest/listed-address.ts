/** One line of a list of addresses. */
export interface ListedAddress {
  /** 1-based. */
  readonly line: number;
  readonly raw: string;
}

/** The lines of a list of addresses; blank ones and comments (`#`) are left out. */
export function listAddresses(text: string): ListedAddress[] {
  return text
    .split(/\r\n?|\n/)
    .map((raw, index) => ({ line: index + 1, raw: raw.trim() }))
    .filter(({ raw }) => raw !== '' && !raw.startsWith('#'));
}

/** What an address of a list is called in a checkpoint. */
export function addressKey({ line, raw }: ListedAddress): string {
  return `${line} ${raw}`;
}
