import { EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';

/** Says that colleagues' work on the article is hidden from the person, and until when. */
export function BlindBadge({ mode }: { mode: 'own' | 'all' }) {
  const t = useTranslations('assignments');
  const help = t(mode === 'own' ? 'blindHelp' : 'blindWaits');
  return (
    <Badge tone="warning" title={help}>
      <EyeOff aria-hidden /> <span>{t('blind')}</span>
      <span className="sr-only">. {help}</span>
    </Badge>
  );
}
