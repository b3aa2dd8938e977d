import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type ProcessInfo = { readonly parentId: number; readonly command: string };

/** What runs under a process id, or null when nothing does. From /proc where there is one, else from `ps`. */
export function processInfo(processId: number): ProcessInfo | null {
  return process.platform === 'linux' ? fromProc(processId) : fromPs(processId);
}

function fromProc(processId: number): ProcessInfo | null {
  try {
    const command = readFileSync(`/proc/${processId}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    // The name in parentheses may itself hold spaces and parentheses; state and parent follow the last one.
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? null : { parentId: Number(parent), command };
  } catch {
    return null;
  }
}

function fromPs(processId: number): ProcessInfo | null {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,command=', '-p', String(processId)], { encoding: 'utf8' });
  const match = /^\s*(\d+)\s+(.+)$/m.exec(stdout ?? '');
  return match ? { parentId: Number(match[1]), command: match[2] ?? '' } : null;
}
