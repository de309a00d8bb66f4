import type { JsonSchema } from '@/lib/api/reference';
import { Words } from './words';

const NESTED = 4;

/** A JSON Schema in few words: types, what is needed, where named shapes stand. */
export function Schema({ schema, depth = 0 }: { schema: JsonSchema; depth?: number }) {
  const { properties } = schema;
  if (properties === undefined || typeof properties !== 'object' || properties === null) {
    return (
      <span className="break-words text-muted-foreground text-sm">
        <Type schema={schema} depth={depth} />
      </span>
    );
  }
  const required = Array.isArray(schema.required) ? schema.required : [];
  return (
    <ul className="grid gap-0.5 border-l pl-3 text-sm">
      {Object.entries(properties as Record<string, JsonSchema>).map(([name, one]) => (
        <li key={name} className="break-words">
          <span className="font-mono">{name}</span>
          {required.includes(name) ? '' : '?'}{' '}
          <span className="text-muted-foreground">
            <Type schema={one} depth={depth + 1} />
            {typeof one.description === 'string' ? (
              <>
                {' · '}
                <Words text={one.description} />
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Type({ schema, depth }: { schema: JsonSchema; depth: number }) {
  const { $ref, type, items, enum: values, const: only, format } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    return (
      <a className="underline" href={`#shape-${name}`}>
        {name}
      </a>
    );
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) {
    return choices.map((one: JsonSchema, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the choices have no names and do not move
      <span key={index}>
        {index > 0 ? ' | ' : ''}
        {one.properties && depth < NESTED ? (
          <Schema schema={one} depth={depth + 1} />
        ) : (
          <Type schema={one} depth={depth} />
        )}
      </span>
    ));
  }
  if (Array.isArray(values)) return values.map((one) => JSON.stringify(one)).join(' | ');
  if (only !== undefined) return JSON.stringify(only);
  if (type === 'array') {
    const inner = (items ?? {}) as JsonSchema;
    return (
      <>
        {'array: '}
        {inner.properties && depth < NESTED ? (
          <Schema schema={inner} depth={depth + 1} />
        ) : (
          <Type schema={inner} depth={depth} />
        )}
      </>
    );
  }
  if (schema.properties && depth < NESTED) return <Schema schema={schema} depth={depth + 1} />;
  const types = Array.isArray(type) ? type.join(' | ') : type;
  return `${typeof types === 'string' ? types : 'any'}${typeof format === 'string' ? ` (${format})` : ''}`;
}
