import { type Command, InvalidArgumentError, Option } from 'commander';
import { MEASURE_IDS, type MeasureId, measureCalled } from '@/lib/agreement/measures';
import { UNITS, type UnitKind } from '@/lib/agreement/units';
import { type Register, runCommand } from '@/lib/cli/command';
import { ok } from '@/lib/result/result';

interface Options {
  readonly project: string;
  readonly measure: MeasureId;
  readonly unit: UnitKind;
  readonly layer: string[];
  readonly codes: string[];
  readonly coders: string[];
  readonly articles: string[];
}

/** `agreement --project SLUG --measure NAME [--layer] [--codes] [--coders] [--articles] [--unit]` */
export const register: Register = (program) => {
  program
    .command('agreement')
    .description('Measure how far coders agree on what they submitted')
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--measure <name>', `one of: ${MEASURE_IDS.join(', ')}`, toMeasure)
    .addOption(
      new Option('--unit <unit>', 'what carries a code, for the measures that look at units')
        .choices(UNITS)
        .default('token'),
    )
    .option('--layer <keys...>', 'only codes of these layers', add, [])
    .option('--codes <keys...>', 'only these codes', add, [])
    .option('--coders <who...>', 'only these coders (name, e-mail or id)', add, [])
    .option('--articles <names...>', 'only these articles (name in their file, or id)', add, [])
    .action((options: Options, command: Command) =>
      runCommand(command, () => runAgreement(options)),
    );
};

async function runAgreement(options: Options) {
  const { findProjectId } = await import('@/lib/projects/queries');
  const projectId = await findProjectId(options.project);
  if (!projectId.ok) return projectId;
  const { getAgreement } = await import('./queries');
  const { agreementJson, agreementText } = await import('./report');
  const found = await getAgreement(
    { kind: 'operator', projectId: projectId.value },
    {
      measure: options.measure,
      unit: options.unit,
      scope: {
        layers: options.layer,
        codes: options.codes,
        coders: options.coders,
        articles: options.articles,
      },
    },
  );
  if (!found.ok) return found;
  return ok({ json: agreementJson(found.value), text: agreementText(found.value) });
}

function toMeasure(name: string): MeasureId {
  const measure = measureCalled(name);
  if (!measure) throw new InvalidArgumentError(`It is one of ${MEASURE_IDS.join(', ')}.`);
  return measure;
}

/** Several after one option, or with commas, or by giving the option again. */
function add(value: string, before: string[]): string[] {
  return [...before, ...value.split(',').filter((part) => part !== '')];
}
