/** An article of the demo project. People, places and outlets are invented. */
export interface DemoArticle {
  /** Its name in the project. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly lede?: string;
  readonly byline: string;
  readonly publisher: string;
  readonly section: string;
  readonly language: string;
  /** ISO 8601, with the outlet's own offset. */
  readonly publishedAt: string;
  readonly modifiedAt?: string;
  readonly keywords: readonly string[];
  readonly paragraphs: readonly string[];
}

/** The text that is annotated: paragraphs parted by one blank line. */
export function textOf(article: DemoArticle): string {
  return article.paragraphs.join('\n\n');
}
