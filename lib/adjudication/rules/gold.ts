/**
 * Whose coding the gold of a text is: nobody's. The id stands in the database too (constraint
 * `codings_gold`); the account has no password and the role of a reader.
 */
export const GOLD_ID = '01930000-0000-7000-8000-00000000901d';
/** How exports name it: `--coder gold`. */
export const GOLD_NAME = 'gold';
/** An address that nobody has (RFC 2606). */
export const GOLD_ADDRESS = 'gold@sourcemark.invalid';
