import { randomInt } from 'node:crypto';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { addMember, createUser } from '@/lib/auth/account-commands';
import type { Actor, UserActor } from '@/lib/auth/actor';
import { findUserId } from '@/lib/auth/queries';
import { inProject } from '@/lib/db/tx';
import { importSource } from '@/lib/ingest/commands';
import type { SourceFile } from '@/lib/ingest/schema';
import { createProject } from '@/lib/projects/commands';
import { findProjectId } from '@/lib/projects/queries';
import { ok } from '@/lib/result/result';
import { type DemoArticle, textOf } from './demo/article';
import { demoArticles } from './demo/articles/all';
import { demoCodings } from './demo/codings/all';
import { DEMO_SLUG, type DemoPersonName, demoPeople } from './demo/people';
import { must, playCoding } from './demo/play';
import { playReviews } from './demo/play-reviews';
import { demoReviews } from './demo/reviews';
import { type DemoState, readDemoState, writeDemoState } from './demo/state';

/**
 * Loads the demo project once, through the same commands as the pages, so that its history is true.
 * Cut short, it goes on at the next start. A project “demo” that this data folder does not know of
 * is left alone. `created` says whether anything was loaded.
 */
export async function seedDemo(): Promise<{ created: boolean }> {
  const known = readDemoState();
  const existing = await findProjectId(DEMO_SLUG);
  if (existing.ok && (known === null || known.complete)) return { created: false };
  const startedAt = existing.ok && known ? known.startedAt : Date.now();
  const state: DemoState = {
    version: 1,
    password: known?.password ?? makePassword(),
    startedAt,
    complete: false,
  };
  writeDemoState(state);
  await load(state, existing.ok ? existing.value : null);
  writeDemoState({ ...state, complete: true });
  return { created: true };
}

/** Four groups of four letters and digits, none of which look alike: 80 bits. */
function makePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

async function load(state: DemoState, existing: string | null): Promise<void> {
  const admin = await person(state, 'admin', null);
  const projectId = existing ?? (await makeProject(admin));
  const actors: Record<string, UserActor> = {};
  for (const name of ['lead', 'ana', 'ben', 'reader'] as const) {
    actors[name] = { kind: 'user', projectId, userId: await person(state, name, projectId) };
  }
  const { lead, ana, ben } = actors;
  if (!lead || !ana || !ben) throw new Error('The demo project lacks its people.');
  const versions = await loadArticles(lead);
  const heads = new Map<string, AnnotationDto>();
  const texts = new Map(demoArticles.map((article) => [article.id, textOf(article)]));
  for (const coding of demoCodings) {
    const versionId = versions.get(coding.article);
    const text = texts.get(coding.article);
    if (!versionId || !text) throw new Error(`The demo project lacks ${coding.article}.`);
    // Both at once, as people work; each step of a coding waits for the one before.
    await Promise.all(
      [{ coder: 'ana', actor: ana } as const, { coder: 'ben', actor: ben } as const].map(
        async ({ coder, actor }) => {
          const steps = [...coding.both, ...(coding[coder] ?? [])];
          // Without steps a person has not looked at the article.
          if (steps.length === 0) return;
          const { startedAt } = state;
          const desk = { startedAt, article: coding.article, coder, actor, versionId, text, heads };
          await playCoding(desk, steps, coding.submitted.includes(coder));
        },
      ),
    );
  }
  const { startedAt } = state;
  await playReviews({ startedAt, actors: { lead, ana, ben }, texts, heads }, demoReviews);
}

async function person(
  state: DemoState,
  name: DemoPersonName,
  projectId: string | null,
): Promise<string> {
  const { role, ...who } = demoPeople[name];
  const { password } = state;
  const membership = projectId === null ? {} : { membership: { projectId, role } };
  const made = await createUser({ kind: 'operator' }, { ...who, password, ...membership });
  if (made.ok) return made.value.userId;
  if (made.error.code !== 'conflict') return must<string>(made, who.email);
  // The account was made before the loading was cut short, or for an earlier database's demo.
  const userId = must(await findUserId(who.email), who.email);
  if (projectId !== null) {
    const added = await addMember({ kind: 'operator', projectId }, { userId, role });
    if (!added.ok && added.error.code !== 'conflict') must(added, who.email);
  }
  return userId;
}

async function makeProject(adminId: string): Promise<string> {
  const given = { slug: DEMO_SLUG, name: 'Demo: the closed quay' };
  return must(await createProject(given, { userId: adminId }), 'making the project').id;
}

/** Imports the articles as a JSONL file, and gives the ids of their versions by name. */
async function loadArticles(lead: Actor): Promise<Map<string, string>> {
  const lines = demoArticles.map((article) => JSON.stringify(jsonLine(article)));
  const bytes = Buffer.from(`${lines.join('\n')}\n`, 'utf8');
  const file: SourceFile = {
    path: 'demo-articles.jsonl',
    size: bytes.length,
    async *stream() {
      yield bytes;
    },
  };
  const options = { format: 'jsonl', sourceName: 'demo-articles.jsonl' } as const;
  const report = must(await importSource(lead, [file], options), 'importing the articles');
  if (report.articles.rejected > 0) throw new Error('The demo project: an article was refused.');
  const versions = await inProject(lead, 'project.read', async (tx) => {
    const rows = await tx.prisma.articleVersion.findMany({
      where: { projectId: tx.projectId },
      select: { id: true, article: { select: { externalId: true } } },
    });
    return ok(new Map(rows.map((row) => [row.article.externalId, row.id])));
  });
  return must(versions, 'reading the articles');
}

function jsonLine(article: DemoArticle) {
  return {
    id: article.id,
    url: article.url,
    title: article.title,
    lede: article.lede ?? null,
    byline: article.byline,
    publisher: article.publisher,
    section: article.section,
    language: article.language,
    published_at: article.publishedAt,
    modified_at: article.modifiedAt ?? null,
    keywords: article.keywords,
    text: textOf(article),
  };
}
