import { useTranslations } from 'next-intl';
import {
  type ExportChoices,
  type ExportFilter,
  REVIEW_STATES,
  type ReviewState,
} from '@/lib/releases/schema';
import { ChoiceGroup } from './choice-group';
import { CodeFilter } from './code-filter';

interface Props {
  readonly choices: ExportChoices;
  readonly filter: ExportFilter;
  readonly onChange: (filter: ExportFilter) => void;
}

/** Which annotations: layers, codes, coders and review states. Nothing ticked keeps everything. */
export function FilterFields({ choices, filter, onChange }: Props) {
  const t = useTranslations('releases');
  const tr = useTranslations('review');
  const change = (part: Partial<ExportFilter>) => onChange({ ...filter, ...part });
  return (
    <>
      <ChoiceGroup
        name="layer"
        legend={t('layers')}
        hint={filter.layers.length === 0 ? t('all') : undefined}
        choices={choices.layers.map(({ key, name }) => ({ value: key, label: name }))}
        chosen={filter.layers}
        onChange={(layers) => {
          const kept = (key: string) =>
            layers.length === 0 ||
            choices.codes.some((code) => code.key === key && layers.includes(code.layer));
          change({ layers, codes: filter.codes.filter(kept) });
        }}
      />
      <CodeFilter
        choices={choices}
        layers={filter.layers}
        chosen={filter.codes}
        onChange={(codes) => change({ codes })}
      />
      {choices.coders.length > 0 ? (
        <ChoiceGroup
          name="coder"
          legend={t('coders')}
          hint={filter.coders.length === 0 ? t('everyone') : undefined}
          choices={choices.coders.map((coder) => ({ value: coder.id, label: coder.name }))}
          chosen={filter.coders}
          onChange={(coders) => change({ coders })}
        />
      ) : null}
      <ChoiceGroup
        name="state"
        legend={t('review')}
        hint={filter.states.length === 0 ? t('whatever') : undefined}
        choices={REVIEW_STATES.map((state) => ({ value: state, label: tr(`states.${state}`) }))}
        chosen={filter.states}
        onChange={(states) => change({ states: states as ReviewState[] })}
      />
    </>
  );
}
