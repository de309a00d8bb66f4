import type { useTranslations } from 'next-intl';
import type { Messages } from './messages/catalogue';

export type Area = keyof Messages;

/** The translator of an area, for functions that get it from a component: `t: Translate<'review'>`. */
export type Translate<A extends Area> = ReturnType<typeof useTranslations<A>>;
