/** Our layers, as INCEpTION names those of a project. */
export const OWN_SPAN = 'webanno.custom.Sourcemark';
export const OWN_RELATION = 'webanno.custom.SourcemarkRelation';

/** Layers that say how language is built, not what somebody marked. */
export const LINGUISTIC =
  /\.(?:Token|Sentence|Paragraph|Lemma|Stem|POS\w*|SurfaceForm|MorphologicalFeatures|Dependency|Chunk|Div|Heading|TagsetDescription|TagDescription|DocumentMetaData|DocumentAnnotation|Constituent|ROOT)$|^uima\.tcas\.|^de\.tudarmstadt\.ukp\.dkpro\.core\.api\.(?:segmentation|lexmorph|syntax|metadata)\./;

/** The feature that names what is marked, in the order of preference. */
export const NAMING_FEATURES = [
  'code',
  'label',
  'value',
  'identifier',
  'type',
  'category',
] as const;

/** A layer's name without its package: `Cue` of `webanno.custom.Cue`. */
export function shortLayerName(layer: string): string {
  return layer.slice(layer.lastIndexOf('.') + 1);
}
