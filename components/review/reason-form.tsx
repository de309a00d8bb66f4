'use client';

import { useTranslations } from 'next-intl';
import { useId, useRef, useState } from 'react';
import { Button, type ButtonVariant } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';

interface Props {
  label: string;
  placeholder?: string;
  submit: string;
  variant?: ButtonVariant;
  busy: boolean;
  autoFocus?: boolean;
  /** Resolves to true when it was saved; the text is then emptied. */
  onSubmit(text: string): Promise<boolean>;
  onCancel?: () => void;
}

/** A few words that are needed: a reason, a question, a reply. Ctrl+Enter sends, Escape leaves. */
export function ReasonForm({
  label,
  placeholder,
  submit,
  variant = 'primary',
  busy,
  autoFocus = false,
  onSubmit,
  onCancel,
}: Props) {
  const t = useTranslations('review');
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const send = async () => {
    if (text.trim() === '') {
      setMissing(true);
      field.current?.focus();
      return;
    }
    if (await onSubmit(text.trim())) setText('');
  };
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Label htmlFor={id}>{label}</Label>
      <Textarea
        id={id}
        ref={field}
        value={text}
        rows={2}
        maxLength={5000}
        autoFocus={autoFocus}
        placeholder={placeholder}
        aria-invalid={missing || undefined}
        aria-describedby={missing ? `${id}-error` : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setMissing(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && onCancel) {
            event.stopPropagation();
            onCancel();
          }
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void send();
          }
        }}
      />
      {missing ? (
        <p id={`${id}-error`} role="alert" className="font-medium text-[0.8125rem] text-danger">
          {t('wordsNeeded')}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" size="sm" variant={variant} loading={busy}>
          {submit}
        </Button>
        {onCancel ? (
          <Button size="sm" variant="ghost" onClick={onCancel}>
            {t('cancel')}
          </Button>
        ) : null}
        <span className="ml-auto text-muted-foreground text-xs pointer-coarse:hidden">
          <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
        </span>
      </div>
    </form>
  );
}
