import { useTranslations } from 'next-intl';
import { ACTOR_KINDS } from '@/lib/actors/schema';

/** The name of an actor's kind; nothing for none, and a code of one's own as it is. */
export function useKindName(): (kind: string | null) => string {
  const t = useTranslations('actors');
  return (kind) => {
    const known = ACTOR_KINDS.find((one) => one === kind);
    return known ? t(`kinds.${known}`) : (kind ?? '');
  };
}
