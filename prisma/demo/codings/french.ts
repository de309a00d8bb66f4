import { attribute, type DemoCoding, label, link, mark, part } from '../script';

const varn = { source_naming: 'named', source_kind: 'government', actor: 'Ilse Varn' };
const said = { cue_kind: 'reporting_verb', cue_stance: 'neutral' };
const nested =
  'Selon l’agence Meridian, la ministre des transports, Ilse Varn, a déclaré qu’une enquête commencerait « dès demain, pas la semaine prochaine ».';

export const enqueteCoding: DemoCoding = {
  article: 'echo-enquete',
  both: [
    attribute('meridian', nested, {
      source: part('l’agence Meridian', {
        source_naming: 'named',
        source_kind: 'media',
        actor: 'Meridian Press Agency',
      }),
      cue: part('Selon', { cue_kind: 'according_to', cue_stance: 'neutral' }),
      content: part(
        'la ministre des transports, Ilse Varn, a déclaré qu’une enquête commencerait « dès demain, pas la semaine prochaine »',
        { quotation: 'mixed', factuality: 'certain', polarity: 'positive' },
      ),
    }),
    attribute('ministre', nested, {
      source: part('la ministre des transports, Ilse Varn', varn),
      cue: part('a déclaré', said),
      content: part('qu’une enquête commencerait « dès demain, pas la semaine prochaine »', {
        quotation: 'mixed',
        factuality: 'certain',
        polarity: 'positive',
      }),
    }),
    attribute(
      'alerte',
      'La capitainerie assure qu’elle n’a reçu « aucune alerte » avant le sinistre.',
      {
        source: part('La capitainerie', { source_naming: 'role_only', source_kind: 'government' }),
        cue: part('assure', { cue_kind: 'reporting_verb', cue_stance: 'neutral' }),
        content: part('qu’elle n’a reçu « aucune alerte » avant le sinistre', {
          quotation: 'mixed',
          factuality: 'certain',
          polarity: 'negative',
        }),
      },
    ),
    attribute(
      'filtres',
      'Deux responsables, qui ont requis l’anonymat faute d’être autorisés à s’exprimer, affirment au contraire que les filtres n’avaient pas été nettoyés depuis mars.',
      {
        source: part('Deux responsables', {
          source_naming: 'anonymous',
          source_kind: 'government',
          anonymity_reason: 'faute d’être autorisés à s’exprimer',
        }),
        cue: part('affirment au contraire', said),
        content: part('que les filtres n’avaient pas été nettoyés depuis mars', {
          quotation: 'indirect',
          factuality: 'certain',
          polarity: 'positive',
        }),
      },
    ),
    mark(
      'loi',
      'legality',
      'la loi portuaire de 2014 impose un contrôle des filtres tous les six mois, mais ne dit pas qui doit le payer',
      {
        attributes: { frame_scope: 'span', frame_voice: 'outlet' },
        confidence: 5,
      },
    ),
  ],
  ana: [
    attribute(
      'communique',
      'D’après un communiqué de l’entreprise, l’entretien aurait été fait le 2 septembre.',
      {
        source: part('un communiqué de l’entreprise', {
          source_naming: 'named',
          source_kind: 'document',
          actor: 'Velmar Grain Terminals',
        }),
        cue: part('D’après', { cue_kind: 'according_to', cue_stance: 'hedged' }),
        content: part('l’entretien aurait été fait le 2 septembre', {
          quotation: 'indirect',
          factuality: 'possible',
          polarity: 'positive',
        }),
      },
    ),
    attribute(
      'tonnes',
      '« On a compté les tonnes, […] jamais les hommes », résume Piet Halloran, secrétaire du syndicat des dockers.',
      {
        source: part('Piet Halloran, secrétaire du syndicat des dockers', {
          source_naming: 'named',
          source_kind: 'ngo',
          actor: 'Piet Halloran',
        }),
        cue: part('résume', { cue_kind: 'reporting_verb', cue_stance: 'endorsing' }),
        content: part(['« On a compté les tonnes,', 'jamais les hommes »'], {
          quotation: 'direct',
          factuality: 'certain',
          polarity: 'positive',
        }),
      },
    ),
    mark('claim-40', 'claim', 'Le quai traite environ 40 % des céréales qui passent le détroit', {
      attributes: {
        claim_type: 'quantity',
        check_worthiness: 'check_worthy_factual',
        asserted_by: 'outlet',
        normalised_text:
          'The grain quay of Velmar handles about 40 percent of the grain shipped through the Strait of Orrin.',
      },
    }),
    label('primary', 'legality', { frame_scope: 'primary', frame_tone: 'neutral' }),
  ],
  ben: [
    attribute(
      'communique',
      'D’après un communiqué de l’entreprise, l’entretien aurait été fait le 2 septembre.',
      {
        source: part('l’entreprise', {
          source_naming: 'named',
          source_kind: 'company',
          actor: 'Velmar Grain Terminals',
        }),
        cue: part('D’après un communiqué', { cue_kind: 'according_to', cue_stance: 'neutral' }),
        content: part('l’entretien aurait été fait le 2 septembre', {
          quotation: 'indirect',
          factuality: 'probable',
          polarity: 'positive',
        }),
      },
    ),
    mark('hommes', 'morality', 'jamais les hommes', {
      attributes: { frame_scope: 'span', frame_tone: 'anti', frame_voice: 'quoted_source' },
      confidence: 3,
    }),
    mark('doute', 'health_and_safety', 'les médecins jugent l’état des blessés « stable »', {
      attributes: { frame_scope: 'span', frame_voice: 'quoted_source' },
    }),
    { do: 'remove', key: 'doute-away', of: 'doute' },
    label('primary', 'crime_and_punishment', { frame_scope: 'primary', frame_tone: 'anti' }),
  ],
  submitted: ['ana', 'ben'],
};

export const pacteCoding: DemoCoding = {
  article: 'echo-pacte-orrin',
  both: [
    mark('six', 'claim', 'Six pays ont signé le pacte d’Orrin en 2024', {
      attributes: {
        claim_type: 'quantity',
        check_worthiness: 'check_worthy_factual',
        asserted_by: 'outlet',
        normalised_text: 'Six countries signed the Orrin Pact in 2024.',
        claim_time: '2024',
      },
      confidence: 5,
    }),
    attribute(
      'marche',
      'Le secrétariat du pacte soutient pourtant que « le système fonctionne ».',
      {
        source: part('Le secrétariat du pacte', {
          source_naming: 'named',
          source_kind: 'government',
          actor: 'Secretariat of the Orrin Pact',
        }),
        cue: part('soutient pourtant', { cue_kind: 'reporting_verb', cue_stance: 'distancing' }),
        content: part('que « le système fonctionne »', {
          quotation: 'mixed',
          factuality: 'certain',
          polarity: 'positive',
        }),
      },
    ),
    mark('sondage', 'public_opinion', 'Sept habitants de la côte sur dix s’opposent au péage', {
      attributes: { frame_scope: 'span', frame_target: 'le péage', frame_tone: 'anti' },
    }),
  ],
  ana: [
    mark('tiers', 'claim', 'un trafic « réduit d’un tiers »', {
      attributes: {
        claim_type: 'quantity',
        check_worthiness: 'check_worthy_factual',
        asserted_by: 'quoted_source',
        normalised_text:
          'Ship traffic through the Strait of Orrin has fallen by a third since 2019.',
      },
    }),
    mark(
      'registre',
      'evidence',
      'Le registre de Velmar compte 431 arrivées l’an dernier contre 412 en 2019',
      {
        attributes: { evidence_kind: 'span' },
      },
    ),
    link('refuted_by', 'tiers', 'registre'),
    attribute('doute', 'Il est permis de douter des chiffres officiels.', {
      source: null,
      cue: part('Il est permis de douter', {
        cue_kind: 'reporting_verb',
        cue_stance: 'distancing',
      }),
      content: part('des chiffres officiels', { quotation: 'indirect', factuality: 'possible' }),
    }),
    mark(
      'equite',
      'fairness_and_equality',
      'Un chalutier paie autant qu’un vraquier, est-ce cela, l’équité ?',
      {
        attributes: { frame_scope: 'span', frame_voice: 'quoted_source', frame_tone: 'anti' },
      },
    ),
    mark(
      'vents',
      'cultural_identity',
      'une manière d’être au monde, une langue, des fêtes, des noms de vents que l’on ne traduit pas',
      {
        attributes: { frame_scope: 'span', frame_voice: 'outlet' },
      },
    ),
    label('primary', 'policy_prescription_and_evaluation', {
      frame_scope: 'primary',
      frame_tone: 'anti',
      frame_target: 'le pacte d’Orrin',
    }),
  ],
  submitted: ['ana'],
};
