import type { Metadata } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { MomentBar } from '@/components/past/moment-bar';
import { Badge } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { FailurePage } from '@/components/ui/failure-page';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { requireMember } from '@/lib/auth/session';
import { say } from '@/lib/i18n/edge';
import { getPastProject } from '@/lib/past/queries';
import { type PastProject, pastSearchSchema, readAsked } from '@/lib/past/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('past'))('title') };
}

interface Props {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The project at a moment of its history: members, codebook, how much there was. */
export default async function PastProjectPage({ params, searchParams }: Props) {
  const t = await getTranslations('past');
  const { actor } = await requireMember((await params).projectId);
  const asked = readAsked(pastSearchSchema.parse(await searchParams));
  const past = await getPastProject(actor, asked);
  if (!past.ok) return <FailurePage message={await say(past.error.userMessage)} />;
  const history = `/projects/${actor.projectId}/history`;
  return (
    <>
      <MomentBar href={`${history}/as-it-was`} nowHref={history} moment={past.value.moment} />
      <Page>
        <PageHeader
          title={t('title')}
          description={t('projectHelp')}
          actions={
            <Link href={history} className={buttonClass()}>
              {t('history')}
            </Link>
          }
        />
        <div className="grid gap-4 md:grid-cols-2">
          <Members past={past.value} />
          <div className="grid content-start gap-4">
            <Codebook past={past.value} />
            <Counts past={past.value} />
          </div>
        </div>
      </Page>
    </>
  );
}

function Members({ past: { members } }: { past: PastProject }) {
  const t = useTranslations('past');
  const tm = useTranslations('members');
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('members')}</CardTitle>
      </CardHeader>
      <CardContent>
        {members.length === 0 ? (
          <p className="text-muted-foreground text-sm">{t('noMembers')}</p>
        ) : (
          <table className="w-full text-sm">
            <thead className="text-left text-muted-foreground">
              <tr>
                <th className="py-1 font-medium">{t('name')}</th>
                <th className="py-1 font-medium">{t('role')}</th>
              </tr>
            </thead>
            <tbody>
              {members.map(({ userId, name, role, active }) => (
                <tr key={userId} className="border-t">
                  <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                    {name} {active ? null : <Badge>{t('shut')}</Badge>}
                  </th>
                  <td className="py-1.5">{tm(`role.${role}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </CardContent>
    </Card>
  );
}

function Codebook({ past: { codebook } }: { past: PastProject }) {
  const t = useTranslations('past');
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('codebook')}</CardTitle>
      </CardHeader>
      <CardContent className="text-sm">
        {codebook ? (
          <>
            <p>{t('codebookVersion', { versionNo: codebook.versionNo })}</p>
            <p className="break-all font-mono text-muted-foreground text-xs">
              SHA-256 {codebook.sha256}
            </p>
          </>
        ) : (
          <p className="text-muted-foreground">{t('noCodebook')}</p>
        )}
      </CardContent>
    </Card>
  );
}

function Counts({ past: { counts } }: { past: PastProject }) {
  const t = useTranslations('past');
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('counts')}</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="grid grid-cols-3 gap-3 text-sm">
          {(['articles', 'annotations', 'relations'] as const).map((key) => (
            <div key={key}>
              <dt className="text-muted-foreground">{t(key)}</dt>
              <dd className="tabular font-semibold text-lg">{counts[key]}</dd>
            </div>
          ))}
        </dl>
      </CardContent>
    </Card>
  );
}
