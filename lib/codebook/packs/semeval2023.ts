import type { CodebookPack } from '../schema';
import { text } from './define';
import { groupCodes, PERSUASION_23 } from './semeval2023-define';
import { peopleGroups } from './semeval2023-people';
import { reasoningGroups } from './semeval2023-reasoning';
import { wordingGroups } from './semeval2023-wording';

/** The 23 persuasion techniques of SemEval-2023 task 3 (subtask 3) below their six groups. */
export const semeval2023Pack: CodebookPack = {
  key: 'semeval2023',
  name: text('SemEval-2023 task 3: persuasion', 'SemEval-2023, tâche 3 : persuasion'),
  definition: text(
    'The 23 persuasion techniques of SemEval-2023 task 3, in six groups that may be used as coarse codes.',
    'Les 23 techniques de persuasion de la tâche 3 de SemEval-2023, en six groupes utilisables comme codes grossiers.',
  ),
  source:
    'J. Piskorski, N. Stefanovitch, G. Da San Martino, P. Nakov: SemEval-2023 Task 3: Detecting the Category, the Framing, and the Persuasion Techniques in Online News in a Multi-lingual Setup. SemEval 2023. The definitions here are Sourcemark’s own.',
  layers: [
    {
      key: PERSUASION_23,
      name: text('Persuasion (23 techniques)', 'Persuasion (23 techniques)'),
      definition: text(
        'Ways of persuading that work past argument, whoever uses them, in six groups.',
        'Les procédés qui persuadent en contournant l’argumentation, quel qu’en soit l’auteur, en six groupes.',
      ),
    },
  ],
  codes: [...peopleGroups, ...reasoningGroups, ...wordingGroups].flatMap(groupCodes),
  attributes: [],
  relationTypes: [],
  mappings: [],
};
