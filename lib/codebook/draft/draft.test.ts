import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePack } from '../merge';
import { defaultCodebook } from '../packs/default';
import { semeval2023Pack } from '../packs/semeval2023';
import { type CodebookDocument, codebookSchema } from '../schema';
import { documentOf, draftOf, renamesOf } from './convert';
import { diffDocuments } from './diff';
import { applyEdits, invertEdits } from './edits';
import { draftProblems } from './problems';
import { rebaseDraft } from './rebase';
import type { Draft, DraftCode, Edit } from './schema';
import { dropEdits, duplicateEdits, moveEdits, removeEdits, treeOf } from './tree';

const merged = mergePack(defaultCodebook, semeval2023Pack);
if (!merged.ok) throw new Error(merged.error.userMessage);
const big: CodebookDocument = merged.value;
const draft = draftOf(big);

function codeOf(id: string, of: Draft = draft): DraftCode {
  const code = of.codes.find((one) => one.id === id);
  if (code === undefined) throw new Error(`no code ${id}`);
  return code;
}

function afterEdits(of: Draft, edits: readonly Edit[]): Draft {
  const result = applyEdits(of, edits);
  if (!result.ok) throw new Error(result.error.userMessage);
  return result.value;
}

function set(code: DraftCode, field: keyof DraftCode, now: unknown, language?: string): Edit {
  const whole = code[field] as Record<string, unknown>;
  const before = language === undefined ? code[field] : (whole[language] ?? null);
  return {
    kind: 'set',
    list: 'codes',
    id: code.id,
    field,
    language: language ?? null,
    before,
    now,
  };
}

describe('a draft', () => {
  it('comes from a document and leads back to it', () => {
    expect(documentOf(draft)).toEqual(big);
    expect(draftProblems(draftOf(defaultCodebook)).filter((p) => p.severity === 'error')).toEqual(
      [],
    );
  });

  it('keeps what names a code when the code’s key changes', () => {
    const changed = afterEdits(draft, [set(codeOf('source'), 'key', 'speaker')]);
    const document = documentOf(changed);
    expect(codebookSchema.safeParse(document).success).toBe(true);
    expect(document.codes.find(({ key }) => key === 'attribution')?.roles[0]?.codes).toEqual([
      'speaker',
    ]);
    expect(document.attributes.filter(({ code }) => code === 'speaker').length).toBeGreaterThan(0);
    expect(renamesOf(changed, big)).toEqual({ source: 'speaker' });
  });
});

describe('edits', () => {
  it('take what they find, and tell what stands there instead', () => {
    const code = codeOf('cue');
    const mine = set(code, 'name', 'Signal', 'en');
    const theirs = afterEdits(draft, [set(code, 'name', 'Marker', 'en')]);
    const refused = applyEdits(theirs, [mine]);
    expect(refused.ok ? null : refused.error).toMatchObject({
      code: 'stale_version',
      details: { theirs: 'Marker' },
    });
    // The other language is another matter.
    expect(applyEdits(theirs, [set(code, 'name', 'Signe', 'fr')]).ok).toBe(true);
    // Both wrote the same: no quarrel.
    expect(applyEdits(afterEdits(draft, [mine]), [mine]).ok).toBe(true);
  });

  it('refuse shapes that do not fit', () => {
    const code = codeOf('cue');
    for (const edit of [
      set(code, 'id', 'other'),
      set(code, 'targets', ['paragraph']),
      { ...set(code, 'name', 3, 'en') },
      { kind: 'insert', list: 'codes', after: null, item: { id: 'x' } } as Edit,
    ]) {
      const result = applyEdits(draft, [edit]);
      expect(result.ok ? 'ok' : result.error.code).toBe('invalid_input');
    }
  });

  const anyEdits = fc.array(
    fc.tuple(
      fc.nat(draft.codes.length - 1),
      fc.constantFrom('up', 'down', 'in', 'out', 'copy', 'remove', 'rename', 'drop'),
      fc.nat(draft.codes.length - 1),
      fc.constantFrom('before', 'after', 'inside' as const),
    ),
    { maxLength: 12 },
  );

  it('taken back leave the draft as it was, whatever they were', () => {
    fc.assert(
      fc.property(anyEdits, (steps) => {
        let now = draft;
        let count = 0;
        const nextName = (word: string) => {
          count += 1;
          return `${word}-${count}`;
        };
        const done: Edit[] = [];
        for (const [index, what, other, where] of steps) {
          const code = now.codes[index % now.codes.length];
          const on = now.codes[other % now.codes.length];
          if (code === undefined || on === undefined) continue;
          const edits =
            what === 'copy'
              ? duplicateEdits(now, code, () => nextName('new'))
              : what === 'remove'
                ? removeEdits(now, code)
                : what === 'rename'
                  ? [set(code, 'name', nextName('name'), 'de')]
                  : what === 'drop'
                    ? dropEdits(now, code, on, where as 'before')
                    : moveEdits(now, code, what as 'up');
          now = afterEdits(now, edits);
          done.push(...edits);
          const shown = now.layers.flatMap((layer) => treeOf(now, layer.id));
          expect(shown.length).toBe(now.codes.length);
        }
        expect(afterEdits(now, invertEdits(done))).toEqual(draft);
      }),
      { numRuns: 200 },
    );
  });

  it('move among siblings, in and out', () => {
    const order = (of: Draft) =>
      treeOf(of, 'attribution').map(({ code, depth }) => `${code.id}${depth}`);
    expect(order(draft)).toEqual(['source0', 'cue0', 'content0', 'attribution0']);
    const down = afterEdits(draft, moveEdits(draft, codeOf('source'), 'down'));
    expect(order(down).slice(0, 2)).toEqual(['cue0', 'source0']);
    const below = afterEdits(draft, moveEdits(draft, codeOf('content'), 'in'));
    expect(order(below)).toEqual(['source0', 'cue0', 'content1', 'attribution0']);
    const out = afterEdits(below, moveEdits(below, codeOf('content', below), 'out'));
    expect(order(out)).toEqual(order(draft));
    expect(dropEdits(below, codeOf('cue', below), codeOf('content', below), 'inside')).toEqual([]);
  });
});

describe('draftProblems', () => {
  const problems = (edits: readonly Edit[]) =>
    draftProblems(afterEdits(draft, edits))
      .filter(({ severity }) => severity === 'error')
      .map(({ kind, about, id }) => [kind, about, id]);

  it('names who has the shortcut, and the reader’s own keys', () => {
    expect(problems([set(codeOf('cue'), 'shortcut', 's')])).toEqual([
      ['shortcut_taken', 'Cue', 'source'],
      ['shortcut_taken', 'Source', 'cue'],
    ]);
    expect(problems([set(codeOf('cue'), 'shortcut', 'j')])).toEqual([
      ['shortcut_reserved', 'next', 'cue'],
    ]);
    expect(problems([set(codeOf('cue'), 'shortcut', 'ä')])[0]?.[0]).toBe('shortcut_invalid');
  });

  it('shows what is missing in a language', () => {
    expect(problems([set(codeOf('cue'), 'name', '', 'fr')])).toEqual([
      ['text_missing', 'fr', 'cue'],
    ]);
    const german = draftProblems(afterEdits(draft, [set(codeOf('cue'), 'name', 'Signal', 'de')]));
    const warnings = german.filter(({ kind }) => kind === 'text_missing_elsewhere');
    expect(warnings.length).toBeGreaterThan(draft.codes.length);
    expect(warnings.every(({ severity }) => severity === 'warning')).toBe(true);
  });

  it('finds colours that are faint or taken for another’s', () => {
    const faint = draftProblems(
      afterEdits(draft, [set(codeOf('cue'), 'colour', { light: '#ffee88', dark: '#2fb5d8' })]),
    ).filter(({ id }) => id === 'cue');
    expect(faint.map(({ kind, about }) => [kind, about])).toEqual([
      ['colour_faint', 'light'],
      ['colour_alike', 'Source'],
    ]);
  });

  it('agrees with the document’s own check', () => {
    for (const edits of [
      [set(codeOf('cue'), 'key', 'source')],
      [set(codeOf('cue'), 'layer', 'nowhere')],
      [set(codeOf('attribution'), 'roles', [])],
      [set(codeOf('cue'), 'targets', [])],
      removeEdits(draft, codeOf('evidence')),
    ]) {
      const changed = afterEdits(draft, edits);
      const sound = codebookSchema.safeParse(documentOf(changed)).success;
      expect([sound, draftProblems(changed).some((p) => p.severity === 'error')]).toEqual([
        false,
        true,
      ]);
    }
  });
});

describe('diffDocuments', () => {
  it('reads as a list of what happened', () => {
    const edits = [
      set(codeOf('cue'), 'name', 'Signal', 'en'),
      set(codeOf('source'), 'key', 'speaker'),
      set(codeOf('economic'), 'retired', true),
      set(codeOf('morality'), 'definition', 'Otherwise.', 'en'),
      ...duplicateEdits(draft, codeOf('political'), () => 'n1'),
      ...moveEdits(draft, codeOf('claim'), 'down'),
    ];
    const now = afterEdits(draft, edits);
    const lines = diffDocuments(big, documentOf(now), renamesOf(now, big));
    expect(lines.map(({ change, key, fields, before }) => [change, key, before ?? fields])).toEqual(
      [
        ['renamed', 'speaker', 'source'],
        ['renamed', 'cue', 'Cue'],
        ['retired', 'economic', []],
        ['changed', 'morality', ['definition']],
        ['added', 'political_2', []],
        ['moved', 'claim', []],
      ],
    );
  });
});

describe('rebaseDraft', () => {
  it('takes in what came and keeps what the draft changed', () => {
    const start = draftOf(defaultCodebook);
    const mine = afterEdits(start, [set(codeOf('cue', start), 'name', 'Signal', 'en')]);
    const newer: CodebookDocument = {
      ...big,
      codes: big.codes.map((code) =>
        code.key === 'cue' || code.key === 'source' ? { ...code, shortcut: null } : code,
      ),
    };
    const { draft: rebased, taken, kept } = rebaseDraft(mine, defaultCodebook, newer);
    expect(kept).toBe(1);
    expect(taken).toBe(1 + semeval2023Pack.codes.length + semeval2023Pack.layers.length);
    expect(codeOf('cue', rebased).name.en).toBe('Signal');
    expect(codeOf('source', rebased).shortcut).toBeNull();
  });
});
