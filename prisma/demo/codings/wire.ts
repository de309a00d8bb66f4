import { attribute, type DemoCoding, label, mark, part } from '../script';

const oakes = { source_naming: 'named', source_kind: 'government', actor: 'Mara Oakes' };
const said = { cue_kind: 'reporting_verb', cue_stance: 'neutral' };
const direct = { quotation: 'direct', factuality: 'certain', polarity: 'positive' };
const indirect = { quotation: 'indirect', factuality: 'certain', polarity: 'positive' };

export const wireCoding: DemoCoding = {
  article: 'meridian-grain-quay',
  both: [
    attribute(
      'warning',
      '“We had no warning,” said Mara Oakes, the harbour master, “and no time to clear the tower.”',
      {
        source: part('Mara Oakes, the harbour master', oakes),
        cue: part('said', said),
        content: part(['“We had no warning,”', '“and no time to clear the tower.”'], direct),
      },
    ),
    attribute(
      'filters',
      'Two officials familiar with the inspection, who asked not to be named because they were not allowed to speak to the press, said the tower’s filters had not been cleaned since March.',
      {
        source: part('Two officials familiar with the inspection', {
          source_naming: 'anonymous',
          source_kind: 'government',
          anonymity_reason: 'they were not allowed to speak to the press',
        }),
        cue: part('said', said),
        content: part('the tower’s filters had not been cleaned since March', indirect),
      },
    ),
    attribute(
      'serviced',
      '“Our filters were serviced on 2 September, and the papers are with the authority,” the company said in a statement.',
      {
        source: part('the company', {
          source_naming: 'named',
          source_kind: 'company',
          actor: 'Velmar Grain Terminals',
        }),
        cue: part('said in a statement', said),
        content: part(
          '“Our filters were serviced on 2 September, and the papers are with the authority,”',
          direct,
        ),
      },
    ),
    attribute(
      'feared',
      'It is feared that ships already waiting outside the strait will run short of berths before the weekend.',
      {
        source: null,
        cue: part('It is feared', { cue_kind: 'reporting_verb', cue_stance: 'hedged' }),
        content: part(
          'ships already waiting outside the strait will run short of berths before the weekend',
          {
            quotation: 'indirect',
            factuality: 'probable',
            polarity: 'positive',
          },
        ),
      },
    ),
    attribute(
      'register',
      'According to the port’s own register, 17 vessels were at anchor on Tuesday evening.',
      {
        source: part('the port’s own register', {
          source_naming: 'named',
          source_kind: 'document',
        }),
        cue: part('According to', { cue_kind: 'according_to', cue_stance: 'neutral' }),
        content: part('17 vessels were at anchor on Tuesday evening', indirect),
      },
    ),
    attribute('halloran', '“They counted the tonnes and not the men,” he said.', {
      source: part('he', { source_naming: 'named', source_kind: 'ngo', actor: 'Piet Halloran' }),
      cue: part('said', said),
      content: part('“They counted the tonnes and not the men,”', direct),
    }),
    mark(
      'claim-forty',
      'claim',
      'The quay handles about 40 percent of the grain shipped through the Strait of Orrin',
      {
        attributes: {
          claim_type: 'quantity',
          check_worthiness: 'check_worthy_factual',
          asserted_by: 'outlet',
          normalised_text:
            'The grain quay of Velmar handles about 40 percent of the grain shipped through the Strait of Orrin.',
        },
        confidence: 5,
      },
    ),
    mark(
      'price',
      'economic',
      'wheat for November delivery rose 3 percent within an hour of the blast',
      {
        attributes: { frame_scope: 'span', frame_tone: 'neutral', frame_voice: 'quoted_source' },
      },
    ),
  ],
  ana: [
    attribute(
      'varn',
      'Transport Minister Ilse Varn said that an inquiry would begin “tomorrow, not next week”, and that whoever had neglected the rules would answer for it in court.',
      {
        source: part('Transport Minister Ilse Varn', {
          source_naming: 'named',
          source_kind: 'government',
          actor: 'Ilse Varn',
        }),
        cue: part('said', said),
        content: part(
          'that an inquiry would begin “tomorrow, not next week”, and that whoever had neglected the rules would answer for it in court',
          {
            quotation: 'mixed',
            factuality: 'certain',
            polarity: 'positive',
          },
        ),
      },
    ),
    attribute(
      'scandal',
      'Opposition lawmakers called the accident a scandal, claiming that the ministry had cut port inspections by half since 2019.',
      {
        source: part('Opposition lawmakers', {
          source_naming: 'collective',
          source_kind: 'government',
        }),
        cue: part('claiming', { cue_kind: 'reporting_verb', cue_stance: 'distancing' }),
        content: part('the ministry had cut port inspections by half since 2019', indirect),
      },
    ),
    mark('claim-half', 'claim', 'the ministry had cut port inspections by half since 2019', {
      attributes: {
        claim_type: 'quantity',
        check_worthiness: 'check_worthy_factual',
        asserted_by: 'quoted_source',
      },
      confidence: 4,
    }),
    { do: 'link', key: 'half-in', type: 'asserted_in', from: 'claim-half', to: 'scandal/content' },
    mark('court', 'legality', 'whoever had neglected the rules would answer for it in court', {
      attributes: { frame_scope: 'span', frame_voice: 'quoted_source' },
      confidence: 3,
    }),
    mark('tonnes', 'morality', 'They counted the tonnes and not the men', {
      attributes: {
        frame_scope: 'span',
        frame_tone: 'anti',
        frame_target: 'the government',
        frame_voice: 'quoted_source',
      },
    }),
    {
      do: 'change',
      key: 'court-again',
      of: 'court',
      code: 'crime_and_punishment',
      confidence: 4,
    },
    label('primary', 'health_and_safety', { frame_scope: 'primary', frame_tone: 'neutral' }),
  ],
  ben: [
    attribute(
      'varn',
      'Transport Minister Ilse Varn said that an inquiry would begin “tomorrow, not next week”, and that whoever had neglected the rules would answer for it in court.',
      {
        source: part('Ilse Varn', {
          source_naming: 'named',
          source_kind: 'government',
          actor: 'Ilse Varn',
        }),
        cue: part('said', said),
        content: part('an inquiry would begin “tomorrow, not next week”', {
          quotation: 'mixed',
          factuality: 'certain',
          polarity: 'positive',
        }),
      },
    ),
    attribute('denied', 'Velmar Grain Terminals, which runs the quay, denied that.', {
      source: part('Velmar Grain Terminals', {
        source_naming: 'named',
        source_kind: 'company',
        actor: 'Velmar Grain Terminals',
      }),
      cue: part('denied', { cue_kind: 'reporting_verb', cue_stance: 'neutral' }),
      content: part('that', { quotation: 'indirect', polarity: 'negative' }),
    }),
    attribute(
      'scandal',
      'Opposition lawmakers called the accident a scandal, claiming that the ministry had cut port inspections by half since 2019.',
      {
        source: part('Opposition lawmakers', {
          source_naming: 'collective',
          source_kind: 'government',
        }),
        cue: part('called', { cue_kind: 'reporting_verb', cue_stance: 'neutral' }),
        content: part('the accident a scandal', indirect),
      },
    ),
    mark('tonnes', 'political', 'They counted the tonnes and not the men', {
      attributes: { frame_scope: 'span', frame_tone: 'anti', frame_voice: 'quoted_source' },
      memo: 'The union speaks against the government here; I read it as contest, not as morals.',
    }),
    mark(
      'crane',
      'health_and_safety',
      'The last serious accident at the quay was in 2011, when a crane fell and killed two people',
      {
        attributes: { frame_scope: 'span', frame_voice: 'outlet' },
      },
    ),
    label('primary', 'crime_and_punishment', { frame_scope: 'primary', frame_tone: 'anti' }),
  ],
  submitted: ['ana', 'ben'],
};

export const courierCoding: DemoCoding = {
  article: 'courier-grain-quay',
  both: [
    attribute(
      'warning',
      '“We had no warning,” said harbour master Mara Oakes, “and no time to clear the tower.”',
      {
        source: part('harbour master Mara Oakes', oakes),
        cue: part('said', said),
        content: part(['“We had no warning,”', '“and no time to clear the tower.”'], direct),
      },
    ),
    attribute(
      'meridian',
      'The quay handles about 40 percent of the grain shipped through the Strait of Orrin, Meridian Press reported.',
      {
        source: part('Meridian Press', {
          source_naming: 'named',
          source_kind: 'media',
          actor: 'Meridian Press Agency',
        }),
        cue: part('reported', said),
        content: part(
          'The quay handles about 40 percent of the grain shipped through the Strait of Orrin',
          indirect,
        ),
      },
    ),
  ],
  ana: [
    attribute(
      'rejected',
      'Velmar Grain Terminals, which runs the quay and employs 600 people in the town, rejected the claim.',
      {
        source: part(
          'Velmar Grain Terminals, which runs the quay and employs 600 people in the town',
          {
            source_naming: 'named',
            source_kind: 'company',
            actor: 'Velmar Grain Terminals',
          },
        ),
        cue: part('rejected', said),
        content: part('the claim', { quotation: 'indirect', polarity: 'negative' }),
      },
    ),
    attribute(
      'thunder',
      '“My daughter thought it was thunder,” said Oona Feld, who lives across from the tower.',
      {
        source: part('Oona Feld, who lives across from the tower', {
          source_naming: 'named',
          source_kind: 'public',
          actor: 'Oona Feld',
        }),
        cue: part('said', said),
        content: part('“My daughter thought it was thunder,”', direct),
      },
    ),
    mark('bus', 'quality_of_life', 'The number 4 bus will not call at the port gate this week.', {
      attributes: { frame_scope: 'span', frame_voice: 'outlet' },
    }),
    mark('jobs', 'economic', 'employs 600 people in the town', {
      attributes: { frame_scope: 'span', frame_tone: 'pro', frame_voice: 'outlet' },
      confidence: 2,
    }),
    label('primary', 'quality_of_life', { frame_scope: 'primary' }),
  ],
  submitted: ['ana'],
};
