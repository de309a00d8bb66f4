'use client';

import { Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast-store';

/** A secret to be copied; it can be selected by hand too. */
export function CopySecret({ secret, label }: { secret: string; label: string }) {
  const t = useTranslations('api');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      toast.success(t('copied'));
    } catch (cause) {
      // A browser may forbid it, and does where the page came without TLS.
      console.warn('The clipboard was refused.', cause);
      toast.error(t('copyFailed'));
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <output
        aria-label={label}
        dir="ltr"
        className="min-w-0 select-all break-all rounded-md border bg-muted px-2 py-1 font-mono text-sm"
      >
        {secret}
      </output>
      <Button size="sm" variant="secondary" onClick={() => void copy()}>
        <Copy aria-hidden /> {t('copy')}
      </Button>
    </div>
  );
}
