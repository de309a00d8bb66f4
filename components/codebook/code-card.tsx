import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { Kbd } from '@/components/ui/kbd';
import type {
  CodebookAttribute,
  CodebookCode,
  CompositeRole,
  Localized,
} from '@/lib/codebook/schema';
import { AttributeList } from './attribute-list';
import { CODE_SWATCH, colourStyle } from './colour-style';
import { Example } from './example';
import { CODEBOOK_WORDS, type CodebookLanguage } from './language';

interface Props {
  code: CodebookCode;
  /** The code's own attributes; those of its layer are listed with the layer. */
  attributes: readonly CodebookAttribute[];
  codeNames: ReadonlyMap<string, Localized>;
  language: CodebookLanguage;
}

/** One code as in a coding manual: what it is, what belongs to it and what does not. */
export function CodeCard({ code, attributes, codeNames, language }: Props) {
  const words = CODEBOOK_WORDS[language];
  return (
    <article
      id={`code-${code.key}`}
      aria-labelledby={`name-${code.key}`}
      style={colourStyle(code.colour)}
      className="scroll-mt-24 rounded-xl border bg-card p-4 shadow-raised sm:p-5"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span
          aria-hidden
          data-forced-border
          className={cn('size-4 shrink-0 rounded-sm', CODE_SWATCH)}
        />
        <h3 id={`name-${code.key}`} className="font-semibold text-base">
          {code.name[language]}
        </h3>
        {code.shortcut ? <Kbd>{code.shortcut}</Kbd> : null}
        {code.targets.map((target) => (
          <Badge key={target} tone="outline">
            {words[target]}
          </Badge>
        ))}
        {code.retired ? <Badge tone="warning">{words.retired}</Badge> : null}
        <code className="ml-auto font-mono text-muted-foreground text-xs">{code.key}</code>
      </header>
      <p className="mt-2 max-w-prose">{code.definition[language]}</p>
      {code.roles.length > 0 ? (
        <Roles roles={code.roles} codeNames={codeNames} language={language} />
      ) : null}
      <div className="mt-4 grid gap-x-8 gap-y-4 md:grid-cols-2">
        <Rules title={words.include} rules={code.include} language={language} />
        <Rules title={words.exclude} rules={code.exclude} language={language} />
      </div>
      {code.examples.length > 0 ? (
        <section className="mt-4">
          <h4 className="mb-2 font-medium text-muted-foreground text-xs">{words.examples}</h4>
          <div className="grid gap-3">
            {code.examples.map((example) => (
              <Example key={example.text} example={example} language={language} />
            ))}
          </div>
        </section>
      ) : null}
      {attributes.length > 0 ? (
        <section className="mt-4">
          <h4 className="mb-2 font-medium text-muted-foreground text-xs">{words.attributes}</h4>
          <AttributeList attributes={attributes} language={language} />
        </section>
      ) : null}
    </article>
  );
}

interface RulesProps {
  title: string;
  rules: readonly Localized[];
  language: CodebookLanguage;
}

function Rules({ title, rules, language }: RulesProps) {
  if (rules.length === 0) return null;
  return (
    <section>
      <h4 className="mb-1 font-medium text-muted-foreground text-xs">{title}</h4>
      <ul className="list-disc space-y-1 pl-4 text-sm">
        {rules.map((rule) => (
          <li key={rule.en}>{rule[language]}</li>
        ))}
      </ul>
    </section>
  );
}

interface RolesProps {
  roles: readonly CompositeRole[];
  codeNames: ReadonlyMap<string, Localized>;
  language: CodebookLanguage;
}

function Roles({ roles, codeNames, language }: RolesProps) {
  const words = CODEBOOK_WORDS[language];
  const number = ({ min, max }: CompositeRole) => {
    if (max === null) return min === 0 ? words.anyNumber : words.incomplete;
    return min === max ? String(max) : `${min}–${max}`;
  };
  return (
    <section className="mt-4">
      <h4 className="mb-1 font-medium text-muted-foreground text-xs">{words.joins}</h4>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {roles.map((role) => (
          <li key={role.role}>
            {role.name[language]}{' '}
            <span className="text-muted-foreground">
              ({number(role)}; {role.codes.map((key) => codeNames.get(key)?.[language]).join(', ')})
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
