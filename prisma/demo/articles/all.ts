import type { DemoArticle } from '../article';
import { islander, ledger, tideTable } from './english';
import { echoEnquete, echoPacte } from './french';
import { almarsa, kuestenbote } from './german-arabic';
import { courierQuay, wireQuay } from './wire';

/** In the order in which they were published. */
export const demoArticles: readonly DemoArticle[] = [
  wireQuay,
  courierQuay,
  echoEnquete,
  almarsa,
  kuestenbote,
  islander,
  echoPacte,
  tideTable,
  ledger,
];
