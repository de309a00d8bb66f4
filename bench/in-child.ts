import { fork } from 'node:child_process';
import path from 'node:path';

/** Has a script of this folder do a task in a process of its own, which is measured by itself. */
export async function inChild<Result>(script: string, task: object): Promise<Result> {
  const child = fork(path.join(import.meta.dirname, script), { execArgv: ['--import', 'tsx'] });
  const answer = new Promise<Result>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Result));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}.`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.send(task);
  const result = await answer;
  await ended;
  return result;
}
