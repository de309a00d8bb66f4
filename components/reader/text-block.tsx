import type { CSSProperties } from 'react';
import type { Block } from './model/blocks';
import type { PositionIndex } from './model/position-index';

const PARAGRAPH_CLASS = 'mb-[1.1em] whitespace-pre-wrap';

/** A block's guessed height: its characters in lines of so many, and the space between paragraphs. */
const HEIGHT_CLASS =
  '[contain-intrinsic-height:auto_calc(var(--length)*1.8em/36_+_var(--paragraphs)*2em)] sm:[contain-intrinsic-height:auto_calc(var(--length)*1.8em/70_+_var(--paragraphs)*2em)]';

function guess(length: number, paragraphs: number): CSSProperties {
  return { ['--length' as string]: length, ['--paragraphs' as string]: paragraphs };
}

/**
 * Some paragraphs: plain text nodes that are made once and that nobody touches afterwards. Off screen
 * the block is neither laid out nor painted, yet the browser's search, a selection, a screen reader
 * and the printer find it.
 */
export function TextBlock({ block, positions }: { block: Block; positions: PositionIndex }) {
  const { chunks, paragraphStarts } = positions;
  const paragraphs = new Map<number, PositionIndex['chunks'][number][]>();
  for (const chunk of chunks.slice(block.firstChunk, block.endChunk)) {
    const known = paragraphs.get(chunk.paragraph);
    if (known) known.push(chunk);
    else paragraphs.set(chunk.paragraph, [chunk]);
  }
  return (
    <div
      data-block={block.index}
      style={guess(block.length, block.paragraphs)}
      className={`[content-visibility:auto] print:[content-visibility:visible] ${HEIGHT_CLASS}`}
    >
      {[...paragraphs].map(([index, pieces]) => {
        const [only] = pieces;
        const isWhole = (paragraphStarts[index + 1] ?? 0) <= block.endChunk;
        return pieces.length === 1 && only ? (
          <p
            key={index}
            data-chunk={only.index}
            className={isWhole ? PARAGRAPH_CLASS : 'whitespace-pre-wrap'}
          >
            {only.text}
          </p>
        ) : (
          <p key={index} className={PARAGRAPH_CLASS}>
            {pieces.map((chunk) => (
              <span key={chunk.index} data-chunk={chunk.index}>
                {chunk.text}
              </span>
            ))}
          </p>
        );
      })}
    </div>
  );
}

/** Stands in for blocks that are about to come, so that the page has its height at once. */
export function Placeholder({ blocks }: { blocks: readonly Block[] }) {
  const length = blocks.reduce((sum, block) => sum + block.length, 0);
  const paragraphs = blocks.reduce((sum, block) => sum + block.paragraphs, 0);
  return (
    <div
      aria-hidden
      style={guess(length, paragraphs)}
      className="h-[calc(var(--length)*1.8em/36_+_var(--paragraphs)*2em)] sm:h-[calc(var(--length)*1.8em/70_+_var(--paragraphs)*2em)]"
    />
  );
}
