/** A sentence of the documentation, in which backticks set names apart. */
export function Words({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence do not move
      <code key={index} className="font-mono text-[0.95em]">
        {part}
      </code>
    ),
  );
}
