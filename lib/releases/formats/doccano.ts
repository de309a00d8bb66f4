import { codersOf, countLosses, typeOf } from './plain-losses';
import { type FileChunk, type FormatWriter, Tally } from './writer';

export const DOCCANO_FILE = 'doccano.jsonl';

/**
 * doccano's JSONL with relations: a document for each coder of each article, since doccano has no field
 * for the annotator; it stands as metadata (`annotator`). A passage in several pieces is one entity a
 * piece. Offsets are code points. Numbers are counted through the file.
 */
export function createDoccanoWriter(): FormatWriter {
  const losses = new Tally();
  let documentNo = 0;
  let entityNo = 0;
  let relationNo = 0;
  return {
    *start() {},
    *article(article): Generator<FileChunk> {
      countLosses(article, losses, { articleMetadata: true, memos: true, relations: true });
      const coders = codersOf(article);
      const firstEntity = new Map<string, number>();
      const written = coders.map((coder) => {
        const own = article.annotations.filter((one) => one.coder.id === coder.id);
        const entities = own
          .filter(({ kind }) => kind === 'span')
          .flatMap((one) =>
            one.fragments.map(({ start, end }) => {
              entityNo += 1;
              if (!firstEntity.has(one.id)) firstEntity.set(one.id, entityNo);
              return { id: entityNo, label: typeOf(one), start_offset: start, end_offset: end };
            }),
          );
        return { coder, own, entities };
      });
      let carried = 0;
      for (const { coder, own, entities } of written) {
        documentNo += 1;
        const here = new Set(own.map(({ id }) => id));
        const relations = article.relations.flatMap(({ type, externalType, from, to }) => {
          const [fromId, toId] = [firstEntity.get(from), firstEntity.get(to)];
          if (!here.has(from) || !here.has(to) || !fromId || !toId) return [];
          relationNo += 1;
          carried += 1;
          return [{ id: relationNo, from_id: fromId, to_id: toId, type: externalType ?? type }];
        });
        const line = {
          id: documentNo,
          text: article.text,
          entities,
          relations,
          Comments: own.flatMap(({ memo }) => (memo === null ? [] : [memo])),
          annotator: coder.name,
          article: article.name,
          title: article.title,
          url: article.url,
          language: article.language,
          meta: article.metadata,
        };
        yield { file: DOCCANO_FILE, data: `${JSON.stringify(line)}\n` };
      }
      losses.add('relation_end_not_exported', article.relations.length - carried);
    },
    *finish(): Generator<FileChunk> {
      yield { file: DOCCANO_FILE, data: '', last: true };
    },
    report: () => ({ losses: losses.toCounts(), normalised: {} }),
  };
}
