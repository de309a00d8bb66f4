import { type Command, Option } from 'commander';
import type { Actor } from '@/lib/auth/actor';
import { type Register, runCommand } from '@/lib/cli/command';
import { userPath } from '@/lib/cli/paths';
import { err, ok, type Result } from '@/lib/result/result';
import { EXPORT_FORMATS, type ExportFormat } from '../schema';
import type { ReleaseDto } from './schema';

interface CreateOptions {
  readonly project: string;
  readonly name: string;
  readonly format: ExportFormat[];
  readonly licence: string;
  readonly notes: string;
  readonly layer: string[];
  readonly code: string[];
  readonly coder: string[];
  readonly split?: string;
  readonly seed: string;
  readonly anonymise?: true;
}

/** `release create|list|build|compare|withdraw --project SLUG` */
export const register: Register = (program) => {
  const release = program
    .command('release')
    .description('Freeze datasets of a project, and build them again');
  release
    .command('create')
    .description('freeze a release and build its files here, without the queue')
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--name <name>', 'what it is called')
    .addOption(
      new Option('--format <format...>', 'how the files look')
        .choices(EXPORT_FORMATS)
        .default(['jsonl']),
    )
    .option('--licence <text>', 'of the annotations', '')
    .option('--notes <text>', 'for the datasheet', '')
    .option('--layer <keys...>', 'only these layers', [])
    .option('--code <keys...>', 'only these codes', [])
    .option('--coder <who...>', 'only these coders', [])
    .option('--split <shares>', 'train:dev:test in percent, such as 80:10:10')
    .option('--seed <text>', 'of the split', '1')
    .option('--anonymise', 'coders under pseudonyms')
    .action((options: CreateOptions, command: Command) =>
      runCommand(command, () => create(options)),
    );
  release
    .command('list')
    .description('the releases of a project')
    .requiredOption('--project <slug>', 'the project')
    .action((options: { project: string }, command: Command) =>
      runCommand(command, async () => {
        const found = await releasesOf(options.project);
        if (!found.ok) return found;
        const { releases } = found.value;
        return ok({ json: { releases }, text: releases.map(line).join('\n') });
      }),
    );
  release
    .command('build <number>')
    .description('build the files of a release again, into a folder; they must be the same bytes')
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--out <folder>', 'where the files go; made if need be')
    .action((no: string, options: { project: string; out: string }, command: Command) =>
      runCommand(command, () => build(no, options)),
    );
  release
    .command('compare <number> <other>')
    .description('what the second release has against the first')
    .requiredOption('--project <slug>', 'the project')
    .action((no: string, other: string, options: { project: string }, command: Command) =>
      runCommand(command, () => compare(no, other, options.project)),
    );
  release
    .command('withdraw <number>')
    .description('withdraw a release; that it was there and why it is gone stay')
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--reason <text>', 'why')
    .action((no: string, options: { project: string; reason: string }, command: Command) =>
      runCommand(command, async () => {
        const found = await releaseOf(options.project, no);
        if (!found.ok) return found;
        const { actor, release: one } = found.value;
        const { withdrawRelease } = await import('./commands');
        const done = await withdrawRelease(actor, { releaseId: one.id, reason: options.reason });
        if (!done.ok) return done;
        return ok({ json: { releaseId: one.id }, text: `Withdrawn: ${one.name}` });
      }),
    );
};

async function create(options: CreateOptions) {
  const actor = await operatorOf(options.project);
  if (!actor.ok) return actor;
  const { createReleaseSchema } = await import('./schema');
  const [train, dev, test] = (options.split ?? '').split(':').map(Number);
  const parsed = createReleaseSchema.safeParse({
    projectId: actor.value.projectId,
    name: options.name,
    spec: {
      licence: options.licence,
      notes: options.notes,
      formats: options.format,
      filter: { layers: options.layer, codes: options.code, coders: options.coder, states: [] },
      articles: {},
      splits: options.split === undefined ? null : { train, dev, test, seed: options.seed },
      anonymise: options.anonymise === true,
    },
  });
  if (!parsed.success) {
    return err('invalid_input', parsed.error.issues[0]?.message ?? 'This cannot be understood.');
  }
  const { createRelease } = await import('./commands');
  const made = await createRelease(actor.value, parsed.data, { queue: false });
  if (!made.ok) return made;
  const { RELEASE_JOB } = await import('./release-job');
  const { projectId } = actor.value;
  const payload = { projectId, releaseId: made.value.releaseId };
  const signal = new AbortController().signal;
  try {
    await RELEASE_JOB.run(payload, { attempt: 1, signal });
  } catch (cause) {
    // Nobody tries it again: it must not count as one that is being built.
    await RELEASE_JOB.brokeOff(payload, cause, null);
    throw cause;
  }
  const { getRelease } = await import('./queries');
  const found = await getRelease(actor.value, made.value.releaseId);
  if (!found.ok) return found;
  const { release } = found.value;
  if (release.state !== 'ready') {
    return err('unavailable', release.message ?? 'The release could not be built.');
  }
  return ok({ json: { ...release }, text: line(release) });
}

async function build(no: string, { project, out }: { project: string; out: string }) {
  const found = await releaseOf(project, no);
  if (!found.ok) return found;
  const { actor, release } = found.value;
  const { buildRelease } = await import('./build');
  const built = await buildRelease(actor, release.id, userPath(out));
  if (!built.ok) return built;
  const { sha256, manifest } = built.value;
  const isSame = sha256 === release.manifestSha256;
  return ok({
    json: { out: userPath(out), sha256, same: isSame, files: manifest.files.length + 1 },
    refused: !isSame,
    text: isSame
      ? `Built ${manifest.files.length + 1} files: the same bytes (manifest ${sha256}).`
      : `The files differ: the manifest has ${sha256}, the release ${release.manifestSha256}.`,
  });
}

async function compare(no: string, other: string, project: string) {
  const from = await releaseOf(project, no);
  if (!from.ok) return from;
  const to = await releaseOf(project, other);
  if (!to.ok) return to;
  const { compareReleases } = await import('./compare');
  const diff = await compareReleases(from.value.actor, from.value.release.id, to.value.release.id);
  if (!diff.ok) return diff;
  const row = (what: 'articles' | 'annotations' | 'relations') => {
    const { added, changed, dropped, same } = diff.value[what];
    return `${what}: ${added} added, ${changed} changed, ${dropped} dropped, ${same} the same`;
  };
  return ok({
    json: { ...diff.value },
    text: [row('articles'), row('annotations'), row('relations')].join('\n'),
  });
}

async function operatorOf(slug: string): Promise<Result<Actor>> {
  const { findProjectId } = await import('@/lib/projects/queries');
  const projectId = await findProjectId(slug);
  return projectId.ok ? ok({ kind: 'operator', projectId: projectId.value }) : projectId;
}

async function releasesOf(
  slug: string,
): Promise<Result<{ actor: Actor; releases: readonly ReleaseDto[] }>> {
  const actor = await operatorOf(slug);
  if (!actor.ok) return actor;
  const { listReleases } = await import('./queries');
  const releases = await listReleases(actor.value);
  return releases.ok ? ok({ actor: actor.value, releases: releases.value }) : releases;
}

async function releaseOf(
  slug: string,
  no: string,
): Promise<Result<{ actor: Actor; release: ReleaseDto }>> {
  const found = await releasesOf(slug);
  if (!found.ok) return found;
  const release = found.value.releases.find((one) => String(one.no) === no);
  if (!release) return err('not_found', `The project has no release ${no}.`);
  return ok({ actor: found.value.actor, release });
}

function line({ no, name, state, frozen, manifestSha256 }: ReleaseDto): string {
  const counts = frozen
    ? `${frozen.counts.articles} articles, ${frozen.counts.annotations} annotations`
    : '';
  return `${String(no).padStart(3)}  ${state.padEnd(9)} ${name}  ${counts}  ${manifestSha256 ?? ''}`.trimEnd();
}
