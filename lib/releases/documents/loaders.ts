import type { ReleaseManifest } from '../frozen/schema';

/** How the data is read in Python, in Markdown: what each format of the release is good for. */
export function loaderSnippets({ files }: ReleaseManifest): string[] {
  const lines = files.filter(({ path }) => path.endsWith('.jsonl')).map(({ path }) => path);
  const tables = files
    .filter(({ path }) => path.endsWith('/annotations.csv'))
    .map(({ path }) => path);
  const snippets: string[][] = [];
  const [line] = lines;
  if (line) {
    const named = lines.map((path) => [path.split('/').at(-2) ?? '', path] as const);
    const splits = lines.length > 1;
    snippets.push(
      fenced('Hugging Face datasets', [
        'from datasets import load_dataset',
        splits
          ? `dataset = load_dataset("json", data_files={${named.map(([split, path]) => `"${split}": "${path}"`).join(', ')}})`
          : `dataset = load_dataset("json", data_files="${line}")`,
      ]),
      fenced('pandas', ['import pandas as pd', `articles = pd.read_json("${line}", lines=True)`]),
      fenced('DuckDB', [
        'import duckdb',
        `duckdb.sql("SELECT title, len(annotations) AS n FROM read_json('${line}') ORDER BY n DESC")`,
      ]),
      fenced('spaCy (spans of one layer; offsets are code points, as in Python)', [
        'import json, spacy',
        'from spacy.tokens import Doc',
        'nlp = spacy.blank("xx")',
        'def docs(path, layer):',
        '    for row in map(json.loads, open(path, encoding="utf-8")):',
        '        doc = nlp.make_doc(row["text"])',
        '        spans = [doc.char_span(s, e, a["code"], alignment_mode="expand")',
        '                 for a in row["annotations"] if a["layer"] == layer',
        '                 for s, e in a["fragments"]]',
        '        doc.spans[layer] = [span for span in spans if span is not None]',
        '        yield doc',
        `for doc in docs("${line}", "claim"):`,
        '    print(doc.spans["claim"])',
      ]),
    );
  }
  const [table] = tables;
  if (table) {
    snippets.push(
      fenced('pandas, from the tables', [
        'import pandas as pd',
        `annotations = pd.read_csv("${table}", keep_default_na=False)`,
      ]),
    );
  }
  const parquet = files
    .filter(({ path }) => path.endsWith('/annotations.parquet'))
    .map(({ path }) => path);
  const [typed] = parquet;
  if (typed) {
    const splits = parquet.map((path) => [path.split('/').at(-2) ?? '', path] as const);
    const articles = typed.replace('annotations.parquet', 'articles.parquet');
    snippets.push(
      fenced('Hugging Face datasets, from Parquet', [
        'from datasets import load_dataset',
        parquet.length > 1
          ? `annotations = load_dataset("parquet", data_files={${splits.map(([split, path]) => `"${split}": "${path}"`).join(', ')}})`
          : `annotations = load_dataset("parquet", data_files="${typed}")`,
      ]),
      fenced('DuckDB, from Parquet', [
        'import duckdb',
        `duckdb.sql("""SELECT t.title, a.code, a.text FROM '${typed}' a`,
        `              JOIN '${articles}' t ON t.id = a.article_version_id WHERE a.is_head""")`,
      ]),
      fenced('Spark, from Parquet', [`annotations = spark.read.parquet("${typed}")`]),
    );
  }
  if (snippets.length === 0) return ['brat reads the folders as they are.'];
  return snippets.flatMap((one, at) => (at === 0 ? one : ['', ...one]));
}

const fenced = (title: string, code: readonly string[]) => [
  `${title}:`,
  '',
  '```python',
  ...code,
  '```',
];
