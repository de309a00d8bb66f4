/** How a figure is judged against its goal. */
export interface Goal {
  readonly is: 'at least' | 'at most';
  readonly value: number;
}

/** One line of the table: something measured beside a baseline of the same run. */
export interface Measurement {
  readonly bench: string;
  readonly what: string;
  /** Ours, in words with its unit. */
  readonly measured: string;
  /** What it is compared with, in words with its unit. */
  readonly baseline: string;
  /** What is compared with the goal: a ratio, or a figure in `unit`. */
  readonly figure: number;
  /** Absent for a ratio. */
  readonly unit?: string;
  /** Absent where the figure only explains another. */
  readonly goal?: Goal;
  /** Everything behind the figure, for the JSON file. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface BenchContext {
  /** Small sizes and few rounds: proves that it runs, not how fast it is. */
  readonly quick: boolean;
  /** A folder of this run, removed after it. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

export interface Bench {
  readonly name: string;
  readonly about: string;
  run(context: BenchContext): Promise<Measurement[]>;
}
