import { describe, expect, it, vi } from 'vitest';
import { allCommands, main, makeProgram } from './main';

/** Runs the command line in this process and gives what it would print and its exit code. */
async function run(...args: string[]) {
  const out: string[] = [];
  const error: string[] = [];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line)),
    vi.spyOn(console, 'error').mockImplementation((line: string) => void error.push(line)),
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => out.push(String(line)) > 0),
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => error.push(String(line)) > 0),
  ];
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await main(args);
    return {
      out: out.join('\n'),
      error: error.join('\n'),
      code: Number(process.exitCode ?? 0),
    };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

describe('the command line', () => {
  it('has the commands that the README tells of', async () => {
    const names = (await makeProgram()).commands.map((command) => command.name());
    expect(names).toEqual(
      expect.arrayContaining([
        'project',
        'user',
        'import',
        'export',
        'history',
        'backup',
        'restore',
      ]),
    );
  });

  it('describes every command, and explains it with --help', async () => {
    const leaves = allCommands(await makeProgram()).filter(({ commands }) => commands.length === 0);
    for (const leaf of leaves) expect(leaf.description(), leaf.name()).not.toBe('');
    const help = await run('backup', '--help');
    expect(help).toMatchObject({ code: 0, error: '' });
    expect(help.out).toContain('Usage: sourcemark backup');
  });

  it.each([['nonsense'], ['backup'], ['export', '--format', 'pdf']])(
    'ends with 2 when the usage is wrong: %s',
    async (...args) => {
      const plain = await run(...args);
      expect(plain).toMatchObject({ code: 2, out: '' });
      expect(plain.error).toContain('error:');
      const json = await run(...args, '--json');
      expect(json.code).toBe(2);
      expect(JSON.parse(json.out)).toMatchObject({ error: { code: 'usage' } });
    },
  );
});
