'use client';

import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { codeStyle } from '../code-mark';
import { isSourceAbsent, quoteOf, shortened } from '../model/describe';
import { type LaneItem, laneColumns, laneLabels } from '../model/lane-layout';
import { useReader } from '../reader-context';
import { type LaneSight, useLane } from '../use-lane';

/** One attribution beside the lines that hold what is said. */
interface Bracket extends LaneItem {
  /** Whose words they are; empty when nobody is named. */
  readonly source: string;
  readonly absent: boolean;
  /** It holds others, or stands in one: both are drawn in double lines. */
  readonly nested: boolean;
}

/** CSS pixels. */
const LABEL_HEIGHT = 18;
const LABEL_DRIFT = 44;
const NAME_LENGTH = 22;
const WIDE_STEP = 7;
const NARROW_STEP = 5;

/** Attributions with a passage near the window. */
function bracketsOf({ model, text, near }: LaneSight): Bracket[] {
  const { store } = model;
  const ids = new Set(near.flatMap((id) => store.compositesOf(id)));
  // What only holds others has no passage of its own here.
  for (const id of [...ids]) for (const outer of store.compositesOf(id)) ids.add(outer);
  return [...ids].flatMap((id): Bracket[] => {
    const head = store.get(id);
    if (!head || !model.isShown(head)) return [];
    const of = (role: string) =>
      head.members
        .filter((member) => member.role === role)
        .flatMap(({ annotationId }) => store.get(annotationId) ?? []);
    const inner = of('nested').flatMap((one) =>
      one.members.flatMap(({ annotationId }) => store.get(annotationId) ?? []),
    );
    const said = [...of('content'), ...of('content2')];
    const boxes = (said.length > 0 ? said : inner).flatMap((span) =>
      span.fragments.flatMap((fragment) => text.boxes(fragment)),
    );
    if (boxes.length === 0) return [];
    const sources = of('source');
    return [
      {
        id,
        top: Math.min(...boxes.map((box) => box.top)) + 2,
        bottom: Math.max(...boxes.map((box) => box.top + box.height)) - 2,
        source: sources.map((span) => quoteOf(span)).join(', '),
        absent: isSourceAbsent(head),
        nested: inner.length > 0 || store.isMember(id),
      },
    ];
  });
}

/**
 * Who is said to say what, beside the text: a line along what is said, dashed where no source is
 * named, double where attributions stand inside each other; on wide screens with the speaker's name.
 * Pointing at one draws its source, cue and content in the text. The table says the same in words.
 */
export function AttributionLane() {
  const t = useTranslations('attribution');
  const { model } = useReader();
  const { items: brackets, wide, rtl, active, hover } = useLane(bracketsOf);

  const columns = laneColumns(brackets, wide ? 6 : 3);
  const labels = wide ? laneLabels(brackets, LABEL_HEIGHT, LABEL_DRIFT) : null;
  const widest = Math.max(0, ...columns.values());
  const side = rtl ? 'left' : 'right';
  const pointedIds = new Set(
    [active, hover].flatMap((id) => (id === null ? [] : [id, ...model.store.compositesOf(id)])),
  );
  const step = wide ? WIDE_STEP : NARROW_STEP;
  const labelSide = { [side]: (wide ? 10 : 3) + widest * step + 10 };
  return (
    <div
      aria-hidden
      data-reader-part
      data-attribution-lane
      className={cn('absolute inset-y-0 w-0 print:hidden', rtl ? 'right-0' : 'left-0')}
    >
      {brackets.map((bracket) => {
        const head = model.store.get(bracket.id);
        if (!head) return null;
        const pointed = pointedIds.has(bracket.id);
        const label = labels?.tops.get(bracket.id);
        return (
          <div key={bracket.id} style={codeStyle(model.codebook, head.codeKey)}>
            <span
              data-bracket={bracket.id}
              className={cn(
                'absolute w-1 border-(--code)/60 border-y-2',
                rtl ? 'rounded-r border-r-2' : 'rounded-l border-l-2',
                bracket.nested && 'w-1.5 border-double',
                bracket.nested && (rtl ? 'border-r-4' : 'border-l-4'),
                bracket.absent && 'border-dashed',
                pointed && 'border-(--code)',
                pointed && (rtl ? 'border-r-4' : 'border-l-4'),
              )}
              style={{
                [side]: (wide ? 10 : 3) + (columns.get(bracket.id) ?? 0) * step,
                top: bracket.top,
                height: bracket.bottom - bracket.top,
              }}
            />
            {label === undefined ? null : (
              <button
                type="button"
                tabIndex={-1}
                title={bracket.source || t(bracket.absent ? 'sourceAbsent' : 'sourceMissing')}
                onClick={() => model.show(bracket.id)}
                onPointerEnter={() => model.hover.set(bracket.id)}
                onPointerLeave={() => model.hover.set(null)}
                className={cn(
                  'absolute w-28 truncate rounded px-1 text-[0.6875rem] text-muted-foreground leading-[1.125rem] hover:bg-accent hover:text-foreground',
                  rtl ? 'text-left' : 'text-right',
                  bracket.source === '' && 'text-warning italic',
                  pointed && 'bg-accent font-medium text-foreground underline underline-offset-2',
                )}
                style={{ ...labelSide, top: label }}
              >
                <bdi>
                  {shortened(
                    bracket.source || t(bracket.absent ? 'sourceAbsent' : 'sourceMissing'),
                    NAME_LENGTH,
                  )}
                </bdi>
              </button>
            )}
          </div>
        );
      })}
      {labels?.more.map(({ top, ids }) => (
        <button
          key={top}
          type="button"
          tabIndex={-1}
          title={ids.map((id) => brackets.find((one) => one.id === id)?.source).join('\n')}
          onClick={() => model.table.set(true)}
          className={cn(
            'absolute w-28 truncate rounded px-1 text-[0.6875rem] text-primary leading-[1.125rem] underline underline-offset-2 hover:bg-accent',
            rtl ? 'text-left' : 'text-right',
          )}
          style={{ ...labelSide, top }}
        >
          {t('more', { count: ids.length })}
        </button>
      ))}
    </div>
  );
}
