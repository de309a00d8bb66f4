'use client';

import { useTranslations } from 'next-intl';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { SOURCE_PRESENCE } from '../model/codebook-view';
import { isSourceAbsent } from '../model/describe';
import { useReader } from '../reader-context';

/** Says that no words of the text stand for a source: other than a source not marked yet. */
export function SourceAbsence({ head, editable }: { head: AnnotationDto; editable: boolean }) {
  const t = useTranslations('attribution');
  const { editor } = useReader();
  return (
    <Label className="flex items-center gap-2 font-normal">
      <Switch
        checked={isSourceAbsent(head)}
        disabled={!editable}
        onCheckedChange={(checked) =>
          editor.setAttributes(head, {
            ...head.attributes,
            [SOURCE_PRESENCE]: checked ? 'absent' : 'stated',
          })
        }
      />
      {t('sourceAbsentSwitch')}
    </Label>
  );
}
