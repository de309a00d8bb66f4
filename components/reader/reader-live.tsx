'use client';

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

/** The reader, saving to the server. */
export function ReaderLive({ data }: { data: ReaderData }) {
  return <Reader data={data} transport={TRANSPORT} />;
}
