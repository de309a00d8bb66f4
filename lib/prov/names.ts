/** The kinds of things that documents are made of: the local parts of their `prov:type`. */
export const TYPES = [
  'Capture',
  'ArticleVersion',
  'Annotation',
  'AnnotationRevision',
  'ReviewDecision',
  'Plan',
  'Release',
  'Collection',
  'Import',
  'Coding',
  'Review',
  'Adjudication',
  'CodebookEditing',
  'Change',
  'Person',
  'SoftwareAgent',
] as const;

export const RELATIONS = [
  'wasGeneratedBy',
  'used',
  'wasAssociatedWith',
  'wasAttributedTo',
  'wasDerivedFrom',
  'hadMember',
  'hadPlan',
] as const;
