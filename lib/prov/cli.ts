import { writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { type Register, runCommand } from '@/lib/cli/command';
import { err, ok } from '@/lib/result/result';
import { PROV_FORMATS, type ProvFormat, provScopeSchema } from './schema';

interface Options {
  readonly project: string;
  readonly annotation?: string;
  readonly article?: string;
  readonly release?: string;
  readonly format: ProvFormat;
  readonly out: string;
}

/** `history prov --project SLUG [--annotation ID | --article ID | --release ID] [--format n] --out FILE` */
export const register: Register = (program) => {
  const history = program.commands.find((one) => one.name() === 'history');
  if (!history) throw new Error('`history prov` goes below `history`');
  history
    .command('prov')
    .description('write the provenance as a W3C PROV document')
    .requiredOption('--project <slug>', 'the project')
    .option('--annotation <id>', 'of one annotation')
    .option('--article <id>', 'of one article, with all that stands in it')
    .option('--release <id>', 'of one release by its id, or of one export by the id of its event')
    .option('--format <format>', 'json (PROV-JSON) or n (PROV-N)', readFormat, 'json')
    .requiredOption('--out <file>', 'where to write it')
    .addHelpText('after', '\nWithout an id it is the whole project’s.')
    .action((options: Options, command: Command) =>
      runCommand(command, async () => {
        const scope = scopeOf(options);
        if (scope === null)
          return err('invalid_input', 'Say one id: of an annotation, an article or an export.');
        const { findProjectId } = await import('@/lib/projects/queries');
        const projectId = await findProjectId(options.project);
        if (!projectId.ok) return projectId;
        const { getProvenance } = await import('./queries');
        const found = await getProvenance({ kind: 'operator', projectId: projectId.value }, scope);
        if (!found.ok) return found;
        const { findFaults } = await import('./rules');
        const { writeProvJson } = await import('./json');
        const { writeProvN } = await import('./notation');
        const write = options.format === 'json' ? writeProvJson : writeProvN;
        await writeFile(options.out, write(found.value));
        const { entities, activities, agents, relations } = found.value;
        const faults = findFaults(found.value);
        const counts = {
          entities: entities.length,
          activities: activities.length,
          agents: agents.length,
          relations: relations.length,
        };
        return ok({
          json: { project: options.project, out: options.out, ...counts, faults },
          text: [
            `${options.out}: ${counts.entities} entities, ${counts.activities} activities, ${counts.agents} agents, ${counts.relations} relations.`,
            ...faults.map(({ rule, message }) => `${rule}: ${message}`),
          ].join('\n'),
          refused: faults.length > 0,
        });
      }),
    );
};

function scopeOf({ annotation, article, release }: Options) {
  const given = Object.entries({ annotation, article, release }).filter(
    ([, id]) => id !== undefined,
  );
  const [only] = given;
  if (!only) return { of: 'project' } as const;
  const scope = provScopeSchema.safeParse({ of: only[0], id: only[1] });
  return given.length === 1 && scope.success ? scope.data : null;
}

function readFormat(value: string): ProvFormat {
  const format = PROV_FORMATS.find((one) => one === value);
  if (!format) throw new InvalidArgumentError('It is json or n.');
  return format;
}
