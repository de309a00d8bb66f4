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

/** The way to the server’s actions. */
export const LIVE_TRANSPORT: Transport = {
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
