import { cn } from '@/components/ui/cn';
import type { CodebookDocument, Localized } from '@/lib/codebook/schema';
import { AttributeList } from './attribute-list';
import { CodeCard } from './code-card';
import { CODE_SWATCH, colourStyle } from './colour-style';
import { CODEBOOK_WORDS, type CodebookLanguage } from './language';
import { RelationTypeTable } from './relation-type-table';

interface Props {
  document: CodebookDocument;
  language: CodebookLanguage;
}

/** A whole codebook to read: contents at the side, layers with their codes, relation types. */
export function CodebookView({ document, language }: Props) {
  const codeNames: ReadonlyMap<string, Localized> = new Map(
    document.codes.map((code) => [code.key, code.name]),
  );
  return (
    <div lang={language} className="grid gap-8 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <Contents document={document} language={language} />
      <div className="grid min-w-0 gap-12">
        {document.layers.map((layer) => {
          const shared = document.attributes.filter(
            (item) => item.layer === layer.key && item.code === null,
          );
          return (
            <section
              key={layer.key}
              id={`layer-${layer.key}`}
              aria-labelledby={`layer-name-${layer.key}`}
              className="scroll-mt-24"
            >
              <h2
                id={`layer-name-${layer.key}`}
                className="font-semibold font-serif text-xl tracking-tight"
              >
                {layer.name[language]}
              </h2>
              <p className="mt-1 max-w-prose text-muted-foreground">{layer.definition[language]}</p>
              {shared.length > 0 ? (
                <div className="mt-4 rounded-xl border bg-muted/50 p-4 sm:p-5">
                  <h3 className="mb-2 font-medium text-sm">
                    {CODEBOOK_WORDS[language].attributes}
                  </h3>
                  <AttributeList attributes={shared} language={language} />
                </div>
              ) : null}
              <div className="mt-4 grid gap-4">
                {document.codes
                  .filter((code) => code.layer === layer.key)
                  .map((code) => (
                    <CodeCard
                      key={code.key}
                      code={code}
                      attributes={document.attributes.filter(
                        (item) => item.layer === code.layer && item.code === code.key,
                      )}
                      codeNames={codeNames}
                      language={language}
                    />
                  ))}
              </div>
            </section>
          );
        })}
        {document.relationTypes.length > 0 ? (
          <RelationTypeTable
            types={document.relationTypes}
            codeNames={codeNames}
            language={language}
          />
        ) : null}
      </div>
    </div>
  );
}

function Contents({ document, language }: Props) {
  const title = language === 'fr' ? 'Sommaire de la grille' : 'Contents of the codebook';
  return (
    <nav
      aria-label={title}
      className="self-start text-sm lg:sticky lg:top-[calc(var(--shell-height)+1.5rem)] lg:max-h-[calc(100dvh-var(--shell-height)-3rem)] lg:overflow-y-auto"
    >
      <ul className="grid gap-4">
        {document.layers.map((layer) => (
          <li key={layer.key}>
            <a href={`#layer-${layer.key}`} className="font-medium hover:underline">
              {layer.name[language]}
            </a>
            <ul className="mt-1 max-lg:flex max-lg:flex-wrap max-lg:gap-x-4">
              {document.codes
                .filter((code) => code.layer === layer.key)
                .map((code) => (
                  <li key={code.key} style={colourStyle(code.colour)}>
                    <a
                      href={`#code-${code.key}`}
                      className="flex items-center gap-2 py-1 text-muted-foreground hover:text-foreground pointer-coarse:py-2"
                    >
                      <span
                        aria-hidden
                        data-forced-border
                        className={cn('size-2.5 shrink-0 rounded-xs', CODE_SWATCH)}
                      />
                      {code.name[language]}
                    </a>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}
