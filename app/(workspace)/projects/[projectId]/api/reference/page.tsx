import type { Metadata } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { OperationCard } from '@/components/api/operation-card';
import { Schema } from '@/components/api/schema';
import { Words } from '@/components/api/words';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { describeApi } from '@/lib/api/openapi';
import { readReference } from '@/lib/api/reference';
import { OPERATIONS } from '@/lib/api/registry';
import { API_ROOT } from '@/lib/api/serve';
import { requireMember } from '@/lib/auth/session';
import { env } from '@/lib/env';

interface Props {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('api');
  return { title: t('reference') };
}

/** The interface for people, made from the same document as for programs. */
export default async function ReferencePage({ params }: Props) {
  const { actor } = await requireMember((await params).projectId);
  const t = await getTranslations('api');
  const origin = env().NEXTAUTH_URL ?? `http://${(await headers()).get('host') ?? 'localhost'}`;
  const base = `${new URL(origin).origin}${API_ROOT}`;
  const { introduction, groups, schemas } = readReference(describeApi(OPERATIONS, base));
  return (
    <Page>
      <PageHeader
        title={t('reference')}
        description={
          <>
            {t('referenceDescription')}{' '}
            <a className="underline" href={`${API_ROOT}/openapi.json`}>
              {'openapi.json'}
            </a>{' '}
            ·{' '}
            <Link className="underline" href={`/projects/${actor.projectId}/api`}>
              {t('back')}
            </Link>
          </>
        }
      />
      <div className="grid gap-8 lg:grid-cols-[14rem_1fr]">
        <nav aria-label={t('reference')} className="text-sm max-lg:hidden">
          <ul className="sticky top-20 grid gap-1">
            {groups.map(({ name }) => (
              <li key={name}>
                <a className="hover:underline" href={`#${anchorOf(name)}`}>
                  {name}
                </a>
              </li>
            ))}
            <li>
              <a className="hover:underline" href="#shapes">
                {t('shape')}
              </a>
            </li>
          </ul>
        </nav>
        <div className="grid min-w-0 gap-10">
          <p className="max-w-prose">
            <Words text={introduction} />
          </p>
          {groups.map((group) => (
            <section key={group.name} aria-labelledby={anchorOf(group.name)} className="grid gap-4">
              <div>
                <h2 id={anchorOf(group.name)} className="scroll-mt-20 font-semibold text-lg">
                  {group.name}
                </h2>
                <p className="text-muted-foreground text-sm">{group.description}</p>
              </div>
              {group.operations.map((operation) => (
                <OperationCard key={operation.id} operation={operation} base={base} />
              ))}
            </section>
          ))}
          <section aria-labelledby="shapes" className="grid gap-4">
            <h2 id="shapes" className="scroll-mt-20 font-semibold text-lg">
              {t('shape')}
            </h2>
            {schemas.map(({ name, schema }) => (
              <article key={name} className="grid gap-2 rounded-xl border bg-card p-4">
                <h3 id={`shape-${name}`} className="scroll-mt-20 font-medium">
                  {name}
                </h3>
                <Schema schema={schema} />
              </article>
            ))}
          </section>
        </div>
      </div>
    </Page>
  );
}

const anchorOf = (name: string) => name.toLowerCase().replace(/[^a-z]+/g, '-');
