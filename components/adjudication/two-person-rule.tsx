'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import { toast } from '@/components/ui/toast-store';
import { setTwoPersonRuleAction } from '@/lib/adjudication/actions';

/** The project's rule that a second person confirms each decision. */
export function TwoPersonRule({ projectId, on }: { projectId: string; on: boolean }) {
  const t = useTranslations('adjudication');
  const id = useId();
  const [now, setNow] = useState(on);
  const change = async (next: boolean) => {
    setNow(next);
    try {
      const result = await setTwoPersonRuleAction({ projectId, on: next });
      if (result.ok) return;
      toast.error(result.error.userMessage);
    } catch (cause) {
      console.error('The rule of two persons was not saved.', cause);
      toast.error(t('notSaved'));
    }
    setNow(!next);
  };
  return (
    <div className="mb-5 flex items-start gap-3">
      <Switch
        id={id}
        checked={now}
        onCheckedChange={(next) => void change(next)}
        aria-describedby={`${id}-help`}
      />
      <div className="grid gap-0.5">
        <Label htmlFor={id}>{t('rule')}</Label>
        <p id={`${id}-help`} className="text-muted-foreground text-sm">
          {t('ruleHelp')}
        </p>
      </div>
    </div>
  );
}
