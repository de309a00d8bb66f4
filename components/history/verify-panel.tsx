'use client';

import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { verifyHistoryAction } from '@/lib/provenance/actions';
import type { Verification } from '@/lib/provenance/schema';
import type { Result } from '@/lib/result/result';

/** Walks the hash chain on demand and tells what it found. */
export function VerifyPanel({ projectId }: { projectId: string }) {
  const [pending, setPending] = useState(false);
  const [found, setFound] = useState<Result<Verification> | 'unreachable' | null>(null);

  async function verify() {
    setPending(true);
    setFound(await verifyHistoryAction(projectId).catch(() => 'unreachable' as const));
    setPending(false);
  }

  return (
    <div className="mb-6 grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={verify} loading={pending}>
          <ShieldCheck aria-hidden /> Verify the history
        </Button>
        <p className="text-muted-foreground text-sm">
          Each event carries the hash of the one before it. Verifying recomputes them all.
        </p>
      </div>
      <div role="status">{found && !pending ? <Outcome found={found} /> : null}</div>
    </div>
  );
}

function Outcome({ found }: { found: Result<Verification> | 'unreachable' }) {
  if (found === 'unreachable') {
    return <Alert tone="danger">The server could not be reached. Try again.</Alert>;
  }
  if (!found.ok) return <Alert tone="danger">{found.error.userMessage}</Alert>;
  const { events, head, broken } = found.value;
  const count = events.toLocaleString('en');
  if (broken) {
    return (
      <Alert tone="danger" title={`The history is broken at event ${broken.seq}`}>
        <p>
          {broken.reason[0]?.toUpperCase()}
          {broken.reason.slice(1)}. The {count} events before it are as they were written.
        </p>
      </Alert>
    );
  }
  return (
    <Alert tone="success" title={`All ${count} events are as they were written`}>
      <p className="break-all">
        Last: event {head.seq}, <code className="font-mono text-xs">{head.hash}</code>. Keep this
        hash elsewhere to prove later that nothing was cut off.
      </p>
    </Alert>
  );
}
