import { FRAME_PARTS, type Frame } from '@/lib/agreement/attribution';
import type { CoderWork, Study } from '@/lib/agreement/study';
import type { ProjectTx } from '@/lib/db/tx';
import { type Fragment, normaliseFragments } from '@/lib/text/fragments';
import type { CoderDto, Scope } from './schema';
import { type ArticleRow, articleRows, coderRows, type MarkRow, markRows } from './study-rows';

/** A study with what its indices stand for. */
export interface LoadedStudy {
  readonly study: Study;
  readonly coders: readonly CoderDto[];
  readonly articles: readonly ArticleRow[];
  /** By article, by coder: the ids of the annotations behind the spans, in their order. */
  readonly spanIds: readonly (readonly (readonly string[])[])[];
}

/** Reads what a scope compares. Codes come in the order of the codebook in force. */
export async function loadStudy(
  tx: ProjectTx,
  scope: Scope,
  codeOrder: readonly string[],
): Promise<LoadedStudy> {
  const articles = await articleRows(tx, scope);
  const compared = new Set(articles.flatMap(({ coder_ids }) => coder_ids));
  const coders = (await coderRows(tx, scope.coders)).filter(({ id }) => compared.has(id));
  const marks = await markRows(
    tx,
    articles.map(({ version_id }) => version_id),
    coders.map(({ id }) => id),
  );
  const inScope = marks.filter(
    ({ layer, code }) =>
      (scope.layers.length === 0 || scope.layers.includes(layer)) &&
      (scope.codes.length === 0 || scope.codes.includes(code)),
  );
  const met = new Set(inScope.filter(({ kind }) => kind !== 'composite').map(({ code }) => code));
  const codes = [
    ...codeOrder.filter((code) => met.has(code)),
    ...[...met].filter((code) => !codeOrder.includes(code)).sort(),
  ];
  const indexOf = new Map(codes.map((code, index) => [code, index]));
  const byId = new Map(marks.map((mark) => [mark.id, mark]));
  const byPlace = new Map<string, MarkRow[]>();
  for (const mark of inScope) {
    const place = `${mark.version_id} ${mark.coder_id}`;
    const group = byPlace.get(place);
    if (group) group.push(mark);
    else byPlace.set(place, [mark]);
  }
  const spansOf = (article: ArticleRow, coder: CoderDto) =>
    (byPlace.get(`${article.version_id} ${coder.id}`) ?? [])
      .filter(({ kind, fragments }) => kind === 'span' && fragments !== null)
      .map((mark) => ({ mark, start: mark.fragments?.[0]?.[0] ?? 0 }))
      .sort((a, b) => a.start - b.start)
      .map(({ mark }) => mark);
  const work = (article: ArticleRow, coder: CoderDto): CoderWork | null => {
    if (!article.coder_ids.includes(coder.id)) return null;
    const own = byPlace.get(`${article.version_id} ${coder.id}`) ?? [];
    return {
      spans: spansOf(article, coder).map((mark) => ({
        code: indexOf.get(mark.code) ?? 0,
        fragments: fragmentsOf(mark),
      })),
      articleCodes: own
        .filter(({ kind }) => kind === 'article')
        .map(({ code }) => indexOf.get(code) ?? 0),
      frames: own.filter(({ kind }) => kind === 'composite').flatMap((mark) => frameOf(mark, byId)),
    };
  };
  return {
    study: {
      codes,
      coders: coders.length,
      articles: articles.map((article) => ({
        text: article.text,
        length: article.length,
        language: article.language,
        coders: coders.map((coder) => work(article, coder)),
      })),
    },
    coders,
    articles,
    spanIds: articles.map((article) =>
      coders.map((coder) => spansOf(article, coder).map(({ id }) => id)),
    ),
  };
}

function fragmentsOf({ fragments }: MarkRow): Fragment[] {
  return normaliseFragments((fragments ?? []).map(([start, end]) => ({ start, end })));
}

/** A composite with sources, cues or contents as an attribution; other composites are none. */
function frameOf(mark: MarkRow, byId: ReadonlyMap<string, MarkRow>): Frame[] {
  const of = (part: string) =>
    normaliseFragments(
      (mark.members ?? [])
        .filter(([role]) => role === part)
        .flatMap(([, id]) => {
          const member = byId.get(id);
          return member ? fragmentsOf(member) : [];
        }),
    );
  const frame: Frame = { source: of('source'), cue: of('cue'), content: of('content') };
  return FRAME_PARTS.some((part) => frame[part].length > 0) ? [frame] : [];
}
