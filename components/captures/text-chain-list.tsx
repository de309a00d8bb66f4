import { ArrowDown, Download } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';
import { Card, CardContent } from '@/components/ui/card';
import { formatUtc } from '@/components/ui/time-format';
import type { TextChain, TextLink } from '@/lib/captures/schema';
import { ExtractAgain } from './extract-again';

interface Props {
  readonly projectId: string;
  readonly chain: TextChain;
  readonly mayExtract: boolean;
}

/** For each version of an article the bytes that it was made of, how, and what came out. */
export function TextChainList({ projectId, chain, mayExtract }: Props) {
  const t = useTranslations('prov');
  return (
    <section aria-labelledby="chain" className="mb-8">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="chain" className="font-semibold text-lg">
          {t('chain')}
        </h2>
        {mayExtract ? <ExtractAgain projectId={projectId} articleId={chain.articleId} /> : null}
      </div>
      <ol className="grid gap-4">
        {chain.links.toReversed().map((link) => (
          <li key={link.versionId}>
            <Chain projectId={projectId} articleId={chain.articleId} link={link} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Chain({
  projectId,
  articleId,
  link,
}: {
  projectId: string;
  articleId: string;
  link: TextLink;
}) {
  const t = useTranslations('prov');
  const locale = useLocale();
  const { capture } = link;
  const time = (iso: string) => formatUtc(new Date(iso), locale);
  return (
    <Card>
      <CardContent className="grid gap-3">
        <h3 className="font-semibold">
          <Link
            href={`/projects/${projectId}/articles/${articleId}?version=${link.versionNo}`}
            className="underline underline-offset-4"
          >
            {t('version', { versionNo: link.versionNo })}
          </Link>
        </h3>
        <div className="grid gap-3 lg:grid-cols-[1fr_auto_1fr_auto_1fr] lg:items-start">
          <Part title={t('bytes')} hash={capture.sha256}>
            <Fact name={t('source')}>{capture.sourceName}</Fact>
            {capture.url ? <Fact name={t('address')}>{capture.url}</Fact> : null}
            <Fact name={t('retrieved')}>{time(capture.retrievedAt)}</Fact>
            <Fact name={t('by')}>{capture.capturedBy ?? t('commandLine')}</Fact>
            {capture.details.map(([key, value]) => (
              <Fact key={key} name={key}>
                {value}
              </Fact>
            ))}
            <p className="text-muted-foreground">
              {t('size', { size: capture.size, mediaType: capture.mediaType })}
            </p>
            <a
              href={`/api/projects/${projectId}/captures/${capture.id}`}
              download
              className={buttonClass('secondary', 'sm')}
            >
              <Download aria-hidden /> {t('download')}
            </a>
          </Part>
          <Arrow />
          <Part title={t('extraction')}>
            <Fact name={t('importer')}>
              {capture.importer}/{capture.importerVersion}
            </Fact>
            {link.importId ? (
              <Fact name={t('import')}>
                <Link
                  href={`/projects/${projectId}/imports/${link.importId}`}
                  className="underline underline-offset-4"
                >
                  {link.importFormat ?? link.importId}
                </Link>
              </Fact>
            ) : (
              <p>{t('again')}</p>
            )}
            <Fact name={t('canonicaliser')}>{link.canonicaliser}</Fact>
          </Part>
          <Arrow />
          <Part title={t('text')} hash={link.textSha256}>
            <p>{t('length', { count: link.textLength })}</p>
            <Fact name={t('stored')}>{time(link.storedAt)}</Fact>
          </Part>
        </div>
      </CardContent>
    </Card>
  );
}

function Part({ title, hash, children }: { title: string; hash?: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 justify-items-start gap-1 rounded-lg border bg-muted/40 p-3 text-sm">
      <h4 className="font-medium">{title}</h4>
      <div className="grid min-w-0 justify-items-start gap-1">{children}</div>
      {hash ? (
        <p className="break-all font-mono text-muted-foreground text-xs">sha256 {hash}</p>
      ) : null}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <p className="min-w-0 break-words">
      <span className="text-muted-foreground">{name}</span> {children}
    </p>
  );
}

function Arrow() {
  return (
    <ArrowDown
      aria-hidden
      className="mx-auto size-5 text-muted-foreground lg:mt-8 lg:-rotate-90 rtl:lg:rotate-90"
    />
  );
}
