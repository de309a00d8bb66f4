'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';

/** A link in a field that selects itself, with a button that copies it. */
export function CopyLink({ link, label }: { link: string; label?: string }) {
  const t = useTranslations('members');
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  async function copy() {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch (error) {
      // No clipboard on a plain-HTTP address: the link stands selected, ready for Ctrl+C.
      console.info('The clipboard is not available', error);
    }
  }

  return (
    <div className="flex gap-2">
      <Input
        ref={field}
        readOnly
        value={link}
        aria-label={label ?? t('invitationLink')}
        onFocus={(event) => event.currentTarget.select()}
        className="font-mono text-xs"
      />
      <Button onClick={() => void copy()}>
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        {copied ? t('copied') : t('copy')}
      </Button>
      <span role="status" className="sr-only">
        {copied ? t('linkCopied') : ''}
      </span>
    </div>
  );
}
