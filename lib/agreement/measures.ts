/**
 * The measures, by the names that the command line and addresses know. `on` says what they look at:
 * units of text with a code each, spans, or attributions. `chance` tells whether chance is taken out.
 */
export const MEASURES = {
  observed_agreement: { on: 'units', chance: false },
  cohen_kappa: { on: 'units', chance: true },
  scott_pi: { on: 'units', chance: true },
  fleiss_kappa: { on: 'units', chance: true },
  gwet_ac1: { on: 'units', chance: true },
  krippendorff_alpha_nominal: { on: 'units', chance: true },
  krippendorff_alpha_ordinal: { on: 'units', chance: true },
  krippendorff_alpha_interval: { on: 'units', chance: true },
  krippendorff_alpha_unitizing_1995: { on: 'spans', chance: true },
  u_alpha_binary: { on: 'spans', chance: true },
  u_alpha: { on: 'spans', chance: true },
  cu_alpha: { on: 'spans', chance: true },
  ku_alpha: { on: 'spans', chance: true },
  gamma: { on: 'spans', chance: true },
  gamma_cat: { on: 'spans', chance: true },
  f1_exact: { on: 'spans', chance: false },
  f1_any_overlap: { on: 'spans', chance: false },
  overlap_f1: { on: 'spans', chance: false },
  boundary_similarity: { on: 'spans', chance: false },
  attribution_agr: { on: 'attributions', chance: false },
  attribution_frame_f1: { on: 'attributions', chance: false },
  attribution_source_f1: { on: 'attributions', chance: false },
  attribution_cue_f1: { on: 'attributions', chance: false },
  attribution_content_f1: { on: 'attributions', chance: false },
} as const satisfies Record<string, { on: 'units' | 'spans' | 'attributions'; chance: boolean }>;

export type MeasureId = keyof typeof MEASURES;

export const MEASURE_IDS = Object.keys(MEASURES) as readonly MeasureId[];

/** Other names that people know them by. */
const ALIASES: Readonly<Record<string, MeasureId>> = {
  observed: 'observed_agreement',
  percent_agreement: 'observed_agreement',
  kappa: 'cohen_kappa',
  pi: 'scott_pi',
  ac1: 'gwet_ac1',
  alpha: 'krippendorff_alpha_nominal',
  alpha_nominal: 'krippendorff_alpha_nominal',
  alpha_ordinal: 'krippendorff_alpha_ordinal',
  alpha_interval: 'krippendorff_alpha_interval',
  krippendorff_alpha: 'krippendorff_alpha_nominal',
  alpha_unitizing: 'krippendorff_alpha_unitizing_1995',
  krippendorff_alpha_unitizing: 'krippendorff_alpha_unitizing_1995',
  agr: 'attribution_agr',
  f1_overlap: 'f1_any_overlap',
  f1_relaxed: 'f1_any_overlap',
  f1_share: 'overlap_f1',
};

/** A measure by its name or a known other one, with `-` or `_`, in any case; null if there is none. */
export function measureCalled(name: string): MeasureId | null {
  const asked = name.trim().toLowerCase().replaceAll('-', '_');
  return MEASURE_IDS.find((id) => id === asked) ?? ALIASES[asked] ?? null;
}
