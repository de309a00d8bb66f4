import { ProvDraft } from './draft';
import { moment, type ProvDocument, type ProvName, text, whole } from './model';
import type { ActRow, DecisionRow, ProvRows, ReleaseRow, RevisionRow, VersionRow } from './schema';

const KINDS = [
  ...['capture', 'version', 'codebook', 'annotation', 'revision', 'decision', 'release', 'state'],
  ...['import', 'event', 'person', 'software'],
] as const;

/** What an event's kind is called as an activity. */
const ACTIVITIES: Readonly<Record<string, ProvName>> = {
  annotation: 'sm:Coding',
  operation: 'sm:Coding',
  coding: 'sm:Coding',
  suggestion: 'sm:Coding',
  review: 'sm:Review',
  adjudication: 'sm:Adjudication',
  codebook: 'sm:CodebookEditing',
  dataset: 'sm:Release',
  release: 'sm:Release',
  import: 'sm:Import',
  article: 'sm:Import',
};

/**
 * Puts rows together as a PROV document. Captures, article versions, codebook versions, revisions,
 * review decisions and releases are entities; imports and the history's events that wrote something
 * are activities; people and the software are agents. An event takes no time: it starts and ends when
 * it was written down.
 */
export function buildProv(rows: ProvRows): ProvDocument {
  const root = `urn:sourcemark:${rows.project.id}:`;
  const draft = new ProvDraft({
    prov: 'http://www.w3.org/ns/prov#',
    xsd: 'http://www.w3.org/2001/XMLSchema#',
    sm: 'urn:sourcemark:terms:',
    ...Object.fromEntries(KINDS.map((kind) => [kind, `${root}${kind}:`])),
  });
  const writer = new Writer(draft, rows);
  writer.imports();
  for (const version of rows.versions) writer.version(version);
  writer.codebooks();
  for (const revision of rows.revisions) writer.revision(revision);
  for (const decision of rows.decisions) writer.decision(decision);
  for (const release of rows.releases) writer.release(release);
  return draft.finish();
}

class Writer {
  private readonly people: ReadonlyMap<string, string>;
  private readonly captures: ReadonlyMap<string, ProvRows['captures'][number]>;
  private readonly importIds: ReadonlySet<string>;
  private readonly revisionIds: ReadonlySet<string>;
  private readonly versionIds: ReadonlySet<string>;
  private readonly codebookIds: ReadonlySet<string>;

  constructor(
    private readonly draft: ProvDraft,
    private readonly rows: ProvRows,
  ) {
    const ids = (all: readonly { readonly id: string }[]) => new Set(all.map(({ id }) => id));
    this.people = new Map(rows.people.map(({ id, name }) => [id, name]));
    this.captures = new Map(rows.captures.map((capture) => [capture.id, capture]));
    this.importIds = ids(rows.imports);
    this.revisionIds = ids(rows.revisions);
    this.versionIds = ids(rows.versions);
    this.codebookIds = ids(rows.codebooks);
  }

  imports(): void {
    for (const one of this.rows.imports) {
      const id = this.draft.activity(
        `import:${one.id}`,
        'sm:Import',
        one.startedAt,
        one.finishedAt,
        {
          'sm:format': text(one.format),
          'prov:label': text(one.sourceName),
        },
      );
      this.associate(id, one.startedBy, null);
    }
  }

  version(version: VersionRow): void {
    const capture = this.captures.get(version.captureId);
    const id = this.draft.entity(`version:${version.id}`, 'sm:ArticleVersion', {
      'prov:label': text(version.title),
      'sm:article': text(version.articleId),
      'sm:versionNo': whole(version.versionNo),
      'sm:textSha256': text(version.textSha256),
      'sm:canonicaliser': text(version.canonicaliser),
    });
    const activity =
      version.importId !== null && this.importIds.has(version.importId)
        ? (`import:${version.importId}` as const)
        : version.act && this.act(version.act, null);
    if (activity) this.draft.relate('wasGeneratedBy', [id, activity, null]);
    if (capture) {
      const bytes = this.draft.entity(`capture:${capture.id}`, 'sm:Capture', {
        'prov:label': text(capture.sourceName),
        'prov:location': capture.url === null ? null : text(capture.url),
        'sm:sha256': text(capture.sha256),
        'sm:mediaType': text(capture.mediaType),
        'sm:retrievedAt': moment(capture.retrievedAt),
        'sm:importer': text(`${capture.importer}/${capture.importerVersion}`),
      });
      this.draft.relate('wasAttributedTo', [bytes, this.agentOf(capture.capturedBy)]);
      // The extraction: canonical text out of bytes.
      this.draft.relate('wasDerivedFrom', [id, bytes]);
    }
    if (version.previousId !== null && this.versionIds.has(version.previousId)) {
      this.draft.relate('wasDerivedFrom', [id, `version:${version.previousId}`], 'prov:Revision');
    }
  }

  codebooks(): void {
    for (const { id, versionNo, sha256, act } of this.rows.codebooks) {
      const plan = this.draft.entity(`codebook:${id}`, 'prov:Plan', {
        'prov:label': text(`Codebook, version ${versionNo}`),
        'sm:versionNo': whole(versionNo),
        'sm:sha256': sha256 === null ? null : text(sha256),
      });
      if (act) this.draft.relate('wasGeneratedBy', [plan, this.act(act, null), act.at]);
    }
  }

  revision(revision: RevisionRow): void {
    const { annotationId, revisionNo, codeKey, quote, fragments, deleted, act } = revision;
    const annotation = this.draft.entity(`annotation:${annotationId}`, 'sm:Annotation');
    const id = this.draft.entity(`revision:${revision.id}`, 'sm:AnnotationRevision', {
      'prov:label': text(quote === '' ? codeKey : `${codeKey}: ${quote}`),
      'sm:code': text(codeKey),
      'sm:revisionNo': whole(revisionNo),
      'sm:fragments': fragments === '' ? null : text(fragments),
      'sm:quote': quote === '' ? null : text(quote),
      'sm:attributes':
        Object.keys(revision.attributes).length === 0
          ? null
          : text(JSON.stringify(revision.attributes)),
      'sm:deleted': deleted ? text('true') : null,
    });
    this.draft.relate('specializationOf', [id, annotation]);
    this.draft.relate('wasAttributedTo', [id, this.agentOf(revision.authorId)]);
    const plan = this.codebookIds.has(revision.codebookVersionId)
      ? (`codebook:${revision.codebookVersionId}` as const)
      : null;
    const activity = act
      ? this.act(act, plan, revision.authorId)
      : this.draft.activity(
          `event:revision-${revision.id}`,
          'sm:Coding',
          revision.createdAt,
          revision.createdAt,
        );
    this.draft.relate('wasGeneratedBy', [
      id,
      activity,
      activity.startsWith('event:') ? (act?.at ?? revision.createdAt) : null,
    ]);
    const isImport = activity.startsWith('import:');
    if (this.versionIds.has(revision.articleVersionId)) {
      const version = `version:${revision.articleVersionId}` as const;
      if (!isImport) this.draft.relate('used', [activity, version, null]);
      if (revisionNo === 1) {
        this.draft.relate('wasDerivedFrom', [id, version], quote === '' ? null : 'prov:Quotation');
      }
    }
    if (revision.previousId !== null && this.revisionIds.has(revision.previousId)) {
      this.draft.relate('wasDerivedFrom', [id, `revision:${revision.previousId}`], 'prov:Revision');
    }
    for (const source of revision.madeFrom) {
      if (this.revisionIds.has(source))
        this.draft.relate('wasDerivedFrom', [id, `revision:${source}`]);
    }
    for (const member of revision.memberIds) {
      this.draft.relate('hadMember', [
        id,
        this.draft.entity(`annotation:${member}`, 'sm:Annotation'),
      ]);
    }
  }

  decision(decision: DecisionRow): void {
    const id = this.draft.entity(`decision:${decision.id}`, 'sm:ReviewDecision', {
      'prov:label': text(decision.kind),
      'sm:kind': text(decision.kind),
      'sm:reason': decision.reason === null ? null : text(decision.reason),
    });
    const at = decision.act?.at ?? decision.decidedAt;
    const activity = decision.act
      ? this.act(decision.act, null)
      : this.draft.activity(`event:decision-${decision.id}`, 'sm:Review', at, at);
    this.draft.relate('wasGeneratedBy', [id, activity, at]);
    this.draft.relate('wasAttributedTo', [id, this.agentOf(decision.deciderId)]);
    if (this.revisionIds.has(decision.revisionId)) {
      this.draft.relate('used', [activity, `revision:${decision.revisionId}`, null]);
      this.draft.relate('wasDerivedFrom', [id, `revision:${decision.revisionId}`]);
    }
  }

  /** Made from the project as it stood after an event: the state holds what was there, filtered or not. */
  release({
    act,
    name,
    format,
    filter,
    manifestSha256,
    event,
    hash,
    revisionIds,
    versionIds,
  }: ReleaseRow): void {
    const activity = this.act(act, null);
    const state = this.draft.entity(`state:${event}`, 'prov:Collection', {
      'prov:label': text(`The project after event ${event}`),
      'sm:event': whole(event),
      'sm:chainHash': text(hash),
    });
    const id = this.draft.entity(`release:${act.id}`, 'sm:Release', {
      'prov:label': text(
        `${name === null ? 'Export' : `Release “${name}”`} as ${format}, after event ${event}`,
      ),
      'sm:format': text(format),
      'sm:filter': text(JSON.stringify(filter)),
      'sm:manifestSha256': text(manifestSha256),
    });
    this.draft.relate('wasGeneratedBy', [id, activity, act.at]);
    this.draft.relate('wasAttributedTo', [id, this.agentOf(act.actorId)]);
    this.draft.relate('used', [activity, state, null]);
    this.draft.relate('wasDerivedFrom', [id, state]);
    for (const version of versionIds) {
      if (this.versionIds.has(version))
        this.draft.relate('hadMember', [state, `version:${version}`]);
    }
    for (const revision of revisionIds) {
      if (this.revisionIds.has(revision))
        this.draft.relate('hadMember', [state, `revision:${revision}`]);
    }
  }

  /** The activity that an event is: its own, or the import that it is a part of. */
  private act(act: ActRow, plan: ProvName | null, fallback: string | null = null): ProvName {
    if (act.importId !== null && this.importIds.has(act.importId)) return `import:${act.importId}`;
    const [thing = ''] = act.type.split('.');
    const id = this.draft.activity(
      `event:${act.id}`,
      ACTIVITIES[thing] ?? 'sm:Change',
      act.at,
      act.at,
      {
        'prov:label': text(act.type),
        'sm:event': whole(act.seq),
      },
    );
    this.associate(id, act.actorId ?? fallback, plan);
    return id;
  }

  private associate(activity: ProvName, personId: string | null, plan: ProvName | null): void {
    this.draft.relate('wasAssociatedWith', [activity, this.agentOf(personId), plan]);
  }

  /** The command line's operator acts through the software. */
  private agentOf(personId: string | null): ProvName {
    const name = personId === null ? undefined : this.people.get(personId);
    if (name !== undefined) {
      return this.draft.agent(`person:${personId}`, 'prov:Person', { 'prov:label': text(name) });
    }
    return this.draft.agent('software:sourcemark', 'prov:SoftwareAgent', {
      'prov:label': text('Sourcemark'),
      'sm:version': text(this.rows.softwareVersion),
    });
  }
}
