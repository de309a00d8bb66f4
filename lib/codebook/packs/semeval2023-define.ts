import type { CodebookCode, Colour } from '../schema';
import { code, english, french, text } from './define';

type Both = readonly [en: string, fr: string];

/** One technique as the two files beside this one write it down. */
export interface Technique {
  readonly key: string;
  /** As in the task's label files. */
  readonly type: string;
  readonly name: Both;
  readonly definition: Both;
  readonly include: Both;
  readonly exclude: Both;
  /** Invented, in English and in French. */
  readonly examples: Both;
  readonly colour: Colour;
}

/** A group and its techniques: the group is a code too, for coarse work. */
export interface TechniqueGroup extends Technique {
  readonly techniques: readonly Technique[];
}

export const PERSUASION_23 = 'persuasion_2023';
const SYSTEM = 'semeval2023_task3';

function toCode(technique: Technique, parentKey: string | null): CodebookCode {
  const [en, fr] = technique.examples;
  return code({
    key: technique.key,
    layer: PERSUASION_23,
    parentKey,
    name: text(...technique.name),
    definition: text(...technique.definition),
    include: [text(...technique.include)],
    exclude: [text(...technique.exclude)],
    examples: [english(en), french(fr)],
    colour: technique.colour,
    targets: ['span'],
    externalMappings: [{ system: SYSTEM, type: technique.type }],
  });
}

/** The group's code, then those of its techniques below it. */
export function groupCodes({ techniques, ...group }: TechniqueGroup): CodebookCode[] {
  return [toCode(group, null), ...techniques.map((technique) => toCode(technique, group.key))];
}
