import { attribute, type DemoCoding, label, link, mark, part } from '../script';

const said = { cue_kind: 'reporting_verb', cue_stance: 'neutral' };
const oakes = { source_naming: 'named', source_kind: 'government', actor: 'Mara Oakes' };
const direct = { quotation: 'direct', factuality: 'certain', polarity: 'positive' };
const indirect = { quotation: 'indirect', factuality: 'certain', polarity: 'positive' };

export const kuestenboteCoding: DemoCoding = {
  article: 'kuestenbote-hafensperre',
  both: [],
  ana: [
    attribute(
      'ehlers',
      '„Wir können nicht auf Schiffe mahlen, die draußen vor Anker liegen“, sagte Verbandschef Ruprecht Ehlers dem Küstenboten.',
      {
        source: part('Verbandschef Ruprecht Ehlers', {
          source_naming: 'named',
          source_kind: 'company',
          actor: 'Ruprecht Ehlers',
        }),
        cue: part('sagte', said),
        content: part(
          '„Wir können nicht auf Schiffe mahlen, die draußen vor Anker liegen“',
          direct,
        ),
      },
    ),
    attribute(
      'oakes',
      'Sicherheit gehe vor, teilte sie mit; der zweite Turm sei baugleich mit dem zerstörten und müsse erst geprüft werden.',
      {
        source: part('sie', oakes),
        cue: part(['teilte', 'mit'], said),
        content: part(
          [
            'Sicherheit gehe vor',
            'der zweite Turm sei baugleich mit dem zerstörten und müsse erst geprüft werden',
          ],
          indirect,
        ),
      },
    ),
    mark(
      'brot',
      'economic',
      'dürfte der Brotpreis laut einer Schätzung der Landesbank um bis zu acht Prozent steigen',
      {
        attributes: { frame_scope: 'span', frame_voice: 'quoted_source' },
      },
    ),
  ],
  submitted: [],
};

export const almarsaCoding: DemoCoding = {
  article: 'almarsa-raseef',
  both: [],
  ben: [
    attribute(
      'meridian',
      'أغلقت سلطة ميناء فيلمار أكبر أرصفة الحبوب فيه بعد انفجار غبار أصاب أربعة عمال يوم الثلاثاء، بحسب ما نقلته وكالة ميريديان عن مديرة الميناء مارا أوكس.',
      {
        source: part('وكالة ميريديان', {
          source_naming: 'named',
          source_kind: 'media',
          actor: 'Meridian Press Agency',
        }),
        cue: part('بحسب ما نقلته', { cue_kind: 'according_to', cue_stance: 'neutral' }),
        content: part(
          'أغلقت سلطة ميناء فيلمار أكبر أرصفة الحبوب فيه بعد انفجار غبار أصاب أربعة عمال يوم الثلاثاء',
          indirect,
        ),
      },
    ),
    attribute('warning', 'وأضافت: «لم يصلنا أي تحذير، ولم يكن لدينا وقت لإخلاء البرج»', {
      source: null,
      cue: part('وأضافت', said),
      content: part('«لم يصلنا أي تحذير، ولم يكن لدينا وقت لإخلاء البرج»', direct),
    }),
    attribute(
      'bread',
      'وقال نديم الخولي، رئيس اتحاد المطاحن، إن المخزون يكفي ستة أسابيع فقط، مؤكدا أن «الخبز لن ينقطع».',
      {
        source: part('نديم الخولي، رئيس اتحاد المطاحن', {
          source_naming: 'named',
          source_kind: 'company',
          actor: 'Nadim al-Khouli',
        }),
        cue: part('وقال', said),
        content: part('المخزون يكفي ستة أسابيع فقط', indirect),
      },
    ),
    attribute('feared', 'ويخشى أن تنفد الأماكن في المراسي القريبة قبل نهاية الأسبوع.', {
      source: null,
      cue: part('ويخشى', { cue_kind: 'reporting_verb', cue_stance: 'hedged' }),
      content: part('أن تنفد الأماكن في المراسي القريبة قبل نهاية الأسبوع', {
        quotation: 'indirect',
        factuality: 'probable',
      }),
    }),
    mark('third', 'claim', 'وتستورد مطاحن الجنوب نحو ثلث قمحها عبر مضيق أورين', {
      attributes: {
        claim_type: 'quantity',
        check_worthiness: 'check_worthy_factual',
        asserted_by: 'outlet',
      },
    }),
    mark('security', 'security_and_defense', 'الاعتماد على مضيق واحد خطر على أمن البلاد الغذائي', {
      attributes: { frame_scope: 'span', frame_voice: 'quoted_source', frame_tone: 'anti' },
    }),
    label('primary', 'economic', { frame_scope: 'primary', frame_tone: 'neutral' }),
  ],
  submitted: ['ben'],
};

export const islanderCoding: DemoCoding = {
  article: 'islander-pictures',
  both: [
    attribute(
      'pictures',
      '“They say they cannot read our letters, so we sent pictures,” said Odile Quéméneur, who heads the Sorrel cooperative.',
      {
        source: part('Odile Quéméneur, who heads the Sorrel cooperative', {
          source_naming: 'named',
          source_kind: 'ngo',
          actor: 'Odile Quéméneur',
        }),
        cue: part('said', said),
        content: part('“They say they cannot read our letters, so we sent pictures,”', direct),
      },
    ),
    mark('letters', 'cultural_identity', 'the letters 𐐷 and 𐑌 still stand over the harbour gate', {
      attributes: { frame_scope: 'span', frame_voice: 'outlet' },
    }),
    label('primary', 'cultural_identity', { frame_scope: 'primary', frame_tone: 'pro' }),
  ],
  ana: [
    mark('title', 'political', '“🐟➡️🚢❌” is its title', {
      attributes: { frame_scope: 'headline', frame_voice: 'quoted_source' },
      confidence: 2,
    }),
    attribute(
      'tide',
      '“My grandmother wrote x̱ǫ́m̃ on the wall each morning, high or low,” Quain’s neighbour Tove A̧rnet recalled.',
      {
        source: part('Quain’s neighbour Tove A̧rnet', {
          source_naming: 'named',
          source_kind: 'public',
          actor: 'Tove A̧rnet',
        }),
        cue: part('recalled', said),
        content: part('“My grandmother wrote x̱ǫ́m̃ on the wall each morning, high or low,”', direct),
      },
    ),
    attribute('promised', 'It has been promised three times.', {
      source: null,
      cue: part('has been promised', said),
      content: part('It', { quotation: 'indirect', factuality: 'certain' }),
    }),
  ],
  ben: [
    attribute(
      'tide',
      '“My grandmother wrote x̱ǫ́m̃ on the wall each morning, high or low,” Quain’s neighbour Tove A̧rnet recalled.',
      {
        source: part('Tove A̧rnet', {
          source_naming: 'named',
          source_kind: 'public',
          actor: 'Tove A̧rnet',
        }),
        cue: part('recalled', said),
        content: part('My grandmother wrote x̱ǫ́m̃ on the wall each morning, high or low', direct),
      },
    ),
    mark('crowd', 'claim', 'Police counted 400 people; the organisers claimed 900', {
      attributes: {
        claim_type: 'quantity',
        check_worthiness: 'unimportant_factual',
        asserted_by: 'quoted_source',
      },
    }),
  ],
  submitted: ['ana', 'ben'],
};

export const tideTableCoding: DemoCoding = {
  article: 'tidetable-traffic',
  both: [
    attribute(
      'third',
      'the transport minister, Ilse Varn, told parliament that “ship traffic through the strait has fallen by a third since 2019”',
      {
        source: part('the transport minister, Ilse Varn', {
          source_naming: 'named',
          source_kind: 'government',
          actor: 'Ilse Varn',
        }),
        cue: part('told parliament', said),
        content: part('“ship traffic through the strait has fallen by a third since 2019”', direct),
      },
    ),
    mark(
      'claim-third',
      'claim',
      'ship traffic through the strait has fallen by a third since 2019',
      {
        attributes: {
          claim_type: 'quantity',
          check_worthiness: 'check_worthy_factual',
          asserted_by: 'quoted_source',
          normalised_text:
            'Ship traffic through the Strait of Orrin has fallen by a third since 2019.',
          claim_time: '2019 to 2025',
          claim_place: 'Strait of Orrin',
        },
        confidence: 5,
      },
    ),
    link('asserted_in', 'claim-third', 'third/content'),
    mark(
      'register',
      'evidence',
      'The register of the port of Velmar lists 412 arrivals of large ships in 2019 and 431 last year, a rise of almost 5 percent.',
      {
        attributes: { evidence_kind: 'span' },
      },
    ),
    link('refuted_by', 'claim-third', 'register'),
  ],
  ben: [
    mark(
      'table',
      'evidence',
      'It shows 1,240 passages in 2019 and 826 in 2025, which is indeed a third less.',
      {
        attributes: { evidence_kind: 'span' },
      },
    ),
    link('supported_by', 'claim-third', 'table'),
    mark(
      'law',
      'claim',
      'A new law, in force since 2022, no longer obliges boats under 40 metres to report their passage',
      {
        attributes: {
          claim_type: 'law_or_rule',
          check_worthiness: 'check_worthy_factual',
          asserted_by: 'outlet',
          claim_time: 'since 2022',
        },
      },
    ),
    mark('uncounted', 'evidence', 'They did not vanish; they are no longer counted.', {
      attributes: { evidence_kind: 'span' },
    }),
    link('put_in_context_by', 'claim-third', 'uncounted'),
    {
      do: 'change',
      key: 'verdict',
      of: 'claim-third',
      attributes: {
        claim_type: 'quantity',
        check_worthiness: 'check_worthy_factual',
        asserted_by: 'quoted_source',
        normalised_text:
          'Ship traffic through the Strait of Orrin has fallen by a third since 2019.',
        claim_time: '2019 to 2025',
        claim_place: 'Strait of Orrin',
        verdict: 'false',
      },
    },
    label('primary', 'policy_prescription_and_evaluation', { frame_scope: 'primary' }),
  ],
  submitted: ['ben'],
};
