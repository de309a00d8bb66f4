/** What joining a row with a column gains; a row and a column may stay alone, which gains nothing. */
export interface Gain {
  readonly row: number;
  readonly column: number;
  /** Above zero. */
  readonly gain: number;
}

/**
 * The one-to-one assignment that gains most, exactly. Splits into components that share no row and no
 * column, and solves each by the Hungarian method with potentials (Kuhn 1955; O(rows² × columns) of a
 * component).
 */
export function assign(gains: readonly Gain[]): [row: number, column: number][] {
  const parent = new Map<string, string>();
  const find = (key: string): string => {
    let root = key;
    while (parent.get(root) !== root) root = parent.get(root) ?? root;
    parent.set(key, root);
    return root;
  };
  for (const { row, column } of gains) {
    for (const key of [`r${row}`, `c${column}`]) if (!parent.has(key)) parent.set(key, key);
    parent.set(find(`r${row}`), find(`c${column}`));
  }
  const components = new Map<string, Gain[]>();
  for (const gain of gains) {
    const root = find(`r${gain.row}`);
    const component = components.get(root);
    if (component) component.push(gain);
    else components.set(root, [gain]);
  }
  return [...components.values()].flatMap(solve);
}

function solve(gains: readonly Gain[]): [number, number][] {
  const rows = [...new Set(gains.map(({ row }) => row))];
  const columns = [...new Set(gains.map(({ column }) => column))];
  const rowOf = new Map(rows.map((row, at) => [row, at + 1]));
  const columnOf = new Map(columns.map((column, at) => [column, at + 1]));
  const n = rows.length;
  // A column of its own for each row means: alone.
  const m = columns.length + n;
  const cost = Array.from({ length: n + 1 }, () => new Float64Array(m + 1));
  for (const { row, column, gain } of gains) {
    const line = cost[rowOf.get(row) ?? 0];
    if (line) line[columnOf.get(column) ?? 0] = -gain;
  }
  const u = new Float64Array(n + 1);
  const v = new Float64Array(m + 1);
  const rowAt = new Int32Array(m + 1);
  const way = new Int32Array(m + 1);
  for (let row = 1; row <= n; row += 1) {
    rowAt[0] = row;
    let column = 0;
    const least = new Float64Array(m + 1).fill(Number.POSITIVE_INFINITY);
    const used = new Uint8Array(m + 1);
    do {
      used[column] = 1;
      const here = rowAt[column] ?? 0;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let j = 1; j <= m; j += 1) {
        if (used[j] === 1) continue;
        const reduced = (cost[here]?.[j] ?? 0) - (u[here] ?? 0) - (v[j] ?? 0);
        if (reduced < (least[j] ?? 0)) {
          least[j] = reduced;
          way[j] = column;
        }
        if ((least[j] ?? 0) < delta) {
          delta = least[j] ?? 0;
          next = j;
        }
      }
      for (let j = 0; j <= m; j += 1) {
        if (used[j] === 1) {
          const at = rowAt[j] ?? 0;
          u[at] = (u[at] ?? 0) + delta;
          v[j] = (v[j] ?? 0) - delta;
        } else {
          least[j] = (least[j] ?? 0) - delta;
        }
      }
      column = next;
    } while ((rowAt[column] ?? 0) !== 0);
    do {
      const before = way[column] ?? 0;
      rowAt[column] = rowAt[before] ?? 0;
      column = before;
    } while (column !== 0);
  }
  const gained = new Set(gains.map(({ row, column }) => `${row} ${column}`));
  const pairs: [number, number][] = [];
  for (let j = 1; j <= columns.length; j += 1) {
    const row = rows[(rowAt[j] ?? 0) - 1];
    const column = columns[j - 1];
    if (row === undefined || column === undefined) continue;
    // A cell without gain costs as little as staying alone, and means it.
    if (gained.has(`${row} ${column}`)) pairs.push([row, column]);
  }
  return pairs;
}
