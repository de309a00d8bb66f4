'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { linkedEvidence, webAddress } from '@/lib/annotations/evidence';
import { findCapturesAction } from '@/lib/annotations/link-actions';
import type { CaptureTargetDto } from '@/lib/annotations/schema';
import { useReader } from '../reader-context';
import { Segments } from '../segments';
import type { LinkOption } from './link-options';
import { SearchField, useSearch } from './search-field';

interface Props {
  fromId: string;
  option: LinkOption;
  onClose: () => void;
  onDone: () => void;
}

/** Evidence that is no passage: an address on the web, or a capture that the project keeps. */
export function EvidenceDialog({ fromId, option, onClose, onDone }: Props) {
  const t = useTranslations('relations');
  const { model, editor } = useReader();
  const [kind, setKind] = useState<'link' | 'capture'>('link');
  const save = (evidence: Parameters<typeof linkedEvidence>[0]) => {
    const known = new Set(model.codebook.attributes('evidence').map(({ key }) => key));
    editor.links.relateToNew(option, fromId, {
      kind: 'article',
      codeKey: 'evidence',
      fragments: [],
      ...linkedEvidence(evidence, known),
    });
    onDone();
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent data-reader-part>
        <DialogHeader>
          <DialogTitle>{t('evidence.title')}</DialogTitle>
          <DialogDescription>{t('evidence.what')}</DialogDescription>
        </DialogHeader>
        <Segments
          label={t('evidence.kind')}
          options={[
            { value: 'link', label: t('evidence.link') },
            { value: 'capture', label: t('evidence.capture') },
          ]}
          value={kind}
          onChange={(value) => setKind(value === 'capture' ? 'capture' : 'link')}
        />
        {kind === 'link' ? (
          <AddressForm onSave={save} onClose={onClose} />
        ) : (
          <CaptureSearch
            onChoose={({ sha256, title, url }) =>
              save({ kind: 'capture', reference: sha256, title: title ?? url ?? '', accessed: '' })
            }
          />
        )}
      </DialogContent>
    </Dialog>
  );
}

function AddressForm({
  onSave,
  onClose,
}: {
  onSave: (evidence: Parameters<typeof linkedEvidence>[0]) => void;
  onClose: () => void;
}) {
  const t = useTranslations('relations');
  const [address, setAddress] = useState('');
  const [title, setTitle] = useState('');
  const [accessed, setAccessed] = useState(() => new Date().toISOString().slice(0, 10));
  const [tried, setTried] = useState(false);
  const url = webAddress(address);
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (url) onSave({ kind: 'link', reference: url, title: title.trim(), accessed });
      }}
    >
      <Field
        label={t('evidence.address')}
        error={tried && !url ? t('evidence.addressWrong') : undefined}
      >
        <Input
          type="url"
          inputMode="url"
          autoFocus
          required
          value={address}
          maxLength={4000}
          onChange={(event) => setAddress(event.target.value)}
        />
      </Field>
      <Field label={t('evidence.titleOf')} optional>
        <Input value={title} maxLength={500} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={t('evidence.accessed')}>
        <Input type="date" value={accessed} onChange={(event) => setAccessed(event.target.value)} />
      </Field>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" variant="primary">
          {t('evidence.save')}
        </Button>
      </DialogFooter>
    </form>
  );
}

function CaptureSearch({ onChoose }: { onChoose: (capture: CaptureTargetDto) => void }) {
  const t = useTranslations('relations');
  const { model } = useReader();
  const [query, setQuery] = useState('');
  const { projectId } = model.data;
  const found = useSearch(query, (words) => findCapturesAction({ projectId, query: words }));
  return (
    <SearchField
      label={t('evidence.searchCaptures')}
      query={query}
      onQuery={setQuery}
      found={found}
      keyOf={({ sha256 }) => sha256}
      onChoose={onChoose}
      render={(capture) => (
        <span className="grid min-w-0 gap-0.5">
          <span className="truncate">
            <bdi>{capture.title ?? capture.url ?? capture.sourceName}</bdi>
          </span>
          <span className="truncate text-muted-foreground text-xs">
            {capture.retrievedAt.slice(0, 10)} · {capture.sourceName} ·{' '}
            <span className="font-mono">{capture.sha256.slice(0, 12)}</span>
          </span>
        </span>
      )}
    />
  );
}
