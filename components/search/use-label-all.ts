'use client';

import { useEffect, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { AnnotationChange, Attributes } from '@/lib/annotations/schema';
import type { Result } from '@/lib/result/result';
import {
  findPlacesAction,
  labelPlacesAction,
  previewLabelsAction,
  undoLabelsAction,
} from '@/lib/search/actions';
import {
  LABEL_LIMIT,
  type LabelledPlaces,
  type Place,
  type PreviewedPlace,
  type SearchFilter,
  type UnlabelledPlaces,
} from '@/lib/search/schema';

/** Where the places come from: found in the open article, or a search's. */
export type LabelSource =
  | { readonly kind: 'places'; readonly places: readonly Place[] }
  | { readonly kind: 'search'; readonly filter: SearchFilter };

/** How far the act is. */
type LabelStep =
  | { readonly step: 'choose' }
  | { readonly step: 'done'; readonly result: LabelledPlaces }
  | { readonly step: 'undone'; readonly result: UnlabelledPlaces };

export function placeKey({ articleVersionId, start, end }: Place): string {
  return `${articleVersionId}/${start}/${end}`;
}

/** The state of "label all these": places, their preview for a code, which are left out, the act. */
export function useLabelAll(
  projectId: string,
  source: LabelSource,
  onChange: ((change: AnnotationChange) => void) | undefined,
) {
  const [places, setPlaces] = useState<readonly Place[] | null>(
    source.kind === 'places' ? source.places.slice(0, LABEL_LIMIT) : null,
  );
  const [isCapped, setIsCapped] = useState(
    source.kind === 'places' && source.places.length > LABEL_LIMIT,
  );
  const [codeKey, setCodeKey] = useState('');
  const [attributes, setAttributes] = useState<Attributes>({});
  const [preview, setPreview] = useState<readonly PreviewedPlace[] | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [state, setState] = useState<LabelStep>({ step: 'choose' });
  // One key an act: pressed twice, or sent again after a lost answer, it is done once.
  const [key] = useState(() => uuidv7());

  async function ask<T>(call: () => Promise<Result<T>>): Promise<T | null> {
    setBusy(true);
    setProblem(null);
    try {
      const answer = await call();
      if (answer.ok) return answer.value;
      setProblem(answer.error.userMessage);
    } catch (cause) {
      // A lost connection; what was typed stays, and the same key may be sent again.
      console.warn('Labelling was not answered', cause);
      setProblem('offline');
    } finally {
      setBusy(false);
    }
    return null;
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the dialog opens
  useEffect(() => {
    if (source.kind !== 'search') return;
    void ask(() => findPlacesAction({ projectId, filter: source.filter })).then((found) => {
      if (!found) return;
      setPlaces(found.places);
      setIsCapped(found.isCapped);
    });
  }, []);

  const choose = async (key: string) => {
    setCodeKey(key);
    setAttributes({});
    setPreview(null);
    if (key === '' || !places || places.length === 0) return;
    const shown = await ask(() =>
      previewLabelsAction({ projectId, codeKey: key, places: [...places] }),
    );
    if (shown) setPreview(shown);
  };
  const toggle = (place: Place) => {
    setLeft((known) => {
      const next = new Set(known);
      if (!next.delete(placeKey(place))) next.add(placeKey(place));
      return next;
    });
  };
  const chosen = (preview ?? []).filter(
    (place) => place.state === 'new' && !left.has(placeKey(place)),
  );
  const apply = async () => {
    const wanted = chosen.map(({ articleVersionId, start, end }) => ({
      articleVersionId,
      start,
      end,
    }));
    const result = await ask(() =>
      labelPlacesAction({
        projectId,
        codeKey,
        attributes,
        places: wanted,
        idempotencyKey: key,
      }),
    );
    if (!result) return;
    setState({ step: 'done', result });
    if (result.change) onChange?.(result.change);
  };
  const undo = async (batchId: string) => {
    const result = await ask(() =>
      undoLabelsAction({ projectId, batchId, idempotencyKey: `undo-${batchId}` }),
    );
    if (!result) return;
    setState({ step: 'undone', result });
    if (result.change) onChange?.(result.change);
  };
  return {
    places,
    isCapped,
    codeKey,
    attributes,
    preview,
    left,
    chosen,
    problem,
    busy,
    state,
    choose,
    setAttributes,
    toggle,
    setLeft,
    apply,
    undo,
  };
}
