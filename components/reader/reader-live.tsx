'use client';

import { useMemo } from 'react';
import {
  changeAnnotationAction,
  changeAttributionAction,
  changeRelationAction,
  createAnnotationAction,
  createAttributionAction,
  createRelationAction,
  deleteAnnotationAction,
  deleteRelationAction,
  redoAction,
  reopenCodingAction,
  restoreAnnotationAction,
  submitCodingAction,
  undoAction,
} from '@/lib/annotations/actions';
import type { Transport } from './model/command';
import type { ReaderData } from './model/reader-data';
import { Presence } from './presence/presence';
import { Reader } from './reader';

const TRANSPORT: Transport = {
  createAnnotation: createAnnotationAction,
  changeAnnotation: changeAnnotationAction,
  deleteAnnotation: deleteAnnotationAction,
  restoreAnnotation: restoreAnnotationAction,
  createAttribution: createAttributionAction,
  changeAttribution: changeAttributionAction,
  createRelation: createRelationAction,
  changeRelation: changeRelationAction,
  deleteRelation: deleteRelationAction,
  undo: undoAction,
  redo: redoAction,
  submitCoding: submitCodingAction,
  reopenCoding: reopenCodingAction,
};

/**
 * The reader, saving to the server and told by it what others do after event `lastEvent`, the
 * project's last one before the annotations were read.
 */
export function ReaderLive({ data, lastEvent }: { data: ReaderData; lastEvent: number }) {
  const slots = useMemo(() => ({ live: <Presence lastEvent={lastEvent} /> }), [lastEvent]);
  return <Reader data={data} transport={TRANSPORT} slots={slots} />;
}
