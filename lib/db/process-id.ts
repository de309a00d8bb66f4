import { readFileSync } from 'node:fs';

/**
 * Names a process so that a later one with the same number is not taken for it: the pid and, where
 * the system tells (Linux), the moment it started, in clock ticks since boot.
 */
export function processIdentity(pid: number = process.pid): string {
  return `${pid}:${startTicks(pid) ?? '?'}`;
}

/** True while the process named by {@link processIdentity} lives. */
export function isProcessAlive(identity: string): boolean {
  const [pidText = '', started = '?'] = identity.trim().split(':');
  const pid = Number.parseInt(pidText, 10);
  if (!Number.isInteger(pid) || pid <= 0 || !isPidAlive(pid)) return false;
  const now = startTicks(pid);
  return now === undefined || started === '?' || now === started;
}

/** True when some process has this number. A process of another user counts. */
export function isPidAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

/** A zombie answers to its number until its parent reads its exit code, but runs no more. */
function isZombie(pid: number): boolean {
  return statFields(pid)?.[0] === 'Z';
}

function startTicks(pid: number): string | undefined {
  return statFields(pid)?.[19];
}

/** The fields of /proc/PID/stat after the command's name (which may hold spaces), see proc(5). */
function statFields(pid: number): string[] | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return undefined;
    throw error;
  }
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
