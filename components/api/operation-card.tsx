import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { ReferenceOperation } from '@/lib/api/reference';
import { Schema } from './schema';
import { Words } from './words';

interface Props {
  operation: ReferenceOperation;
  /** Where the interface is served. */
  base: string;
}

/** One request: what it takes, what it answers, and how to try it. */
export function OperationCard({ operation, base }: Props) {
  const t = useTranslations('api');
  const { method, path, summary, description, scope, parameters, body, answer } = operation;
  return (
    <article aria-labelledby={operation.id} className="grid gap-3 rounded-xl border bg-card p-4">
      <header className="grid gap-1">
        <h3 id={operation.id} className="flex scroll-mt-20 flex-wrap items-center gap-2">
          <span className="rounded-md bg-muted px-1.5 font-mono font-semibold text-sm">
            {method}
          </span>
          <span className="break-all font-mono text-sm" dir="ltr">
            {path}
          </span>
          <Badge tone="neutral">{scope ? t('needs', { scope }) : t('publicOne')}</Badge>
        </h3>
        <p>{summary}</p>
        {description ? (
          <p className="text-muted-foreground text-sm">
            <Words text={description} />
          </p>
        ) : null}
      </header>
      {parameters.length > 0 ? (
        <Table stacked label={`${t('parameters')}: ${operation.id}`}>
          <TableHeader>
            <TableRow>
              <TableHead>{t('parameter')}</TableHead>
              <TableHead>{t('place')}</TableHead>
              <TableHead>{t('meaning')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {parameters.map((one) => (
              <TableRow key={`${one.in}-${one.name}`}>
                <TableCell label={t('parameter')}>
                  <span className="font-mono text-sm">{one.name}</span>
                  {one.required ? (
                    <span className="text-muted-foreground text-sm"> · {t('required')}</span>
                  ) : null}
                </TableCell>
                <TableCell label={t('place')}>{one.in}</TableCell>
                <TableCell label={t('meaning')}>
                  <span className="grid gap-0.5">
                    {one.description ? (
                      <span>
                        <Words text={one.description} />
                      </span>
                    ) : null}
                    <Schema schema={one.schema} />
                  </span>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      ) : null}
      {body ? (
        <div className="grid gap-1">
          <h4 className="font-medium text-sm">
            {t('body')} · <span className="font-mono">{body.mediaType}</span>
          </h4>
          <Schema schema={body.schema} />
        </div>
      ) : null}
      <div className="grid gap-1">
        <h4 className="font-medium text-sm">
          {t('answer', { status: operation.status })}
          {answer ? <span className="font-mono"> · {answer.mediaType}</span> : null}
        </h4>
        {answer ? (
          <Schema schema={answer.schema} />
        ) : (
          <p className="text-muted-foreground text-sm">{t('noContent')}</p>
        )}
      </div>
      <details>
        <summary className="cursor-pointer text-sm">{t('example')}</summary>
        <pre
          dir="ltr"
          className="mt-2 overflow-x-auto whitespace-pre-wrap break-all rounded-md bg-muted p-3 text-xs"
        >
          {exampleOf(operation, base)}
        </pre>
      </details>
    </article>
  );
}

/** The request with curl; what is in capitals is to be filled in. */
function exampleOf({ method, path, scope, parameters, body }: ReferenceOperation, base: string) {
  const address = `${base}${path.replace(/\{(\w+)\}/g, (_, name: string) => shout(name))}`;
  const needed = parameters.filter(({ in: place, required }) => place === 'query' && required);
  const query = needed.map(({ name }) => `${name}=${shout(name)}`).join('&');
  const sends = parameters.some(({ name }) => name === 'Idempotency-Key');
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}'${address}${query ? `?${query}` : ''}'`,
    ...(scope ? [`-H 'Authorization: Bearer smk_TOKEN'`] : []),
    ...(parameters.some(({ name }) => name === 'If-Match') ? [`-H 'If-Match: "ETAG"'`] : []),
    ...(sends ? [`-H 'Idempotency-Key: KEY-OF-THIS-REQUEST'`] : []),
    ...(body?.mediaType === 'application/json'
      ? [`-H 'Content-Type: application/json'`, `-d '{…}'`]
      : body
        ? [`-H 'Content-Type: ${body.mediaType}'`, '--data-binary @FILE']
        : []),
  ];
  return lines.join(' \\\n  ');
}

const shout = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
