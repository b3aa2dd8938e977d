// Plain JavaScript without dependencies: the pre-step of `npm start` locks before anything is installed.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs work that no other process may do at the same time. A lock whose owner is gone is taken over.
 * @template T
 * @param {string} path the lock file
 * @param {() => Promise<T> | T} work
 * @param {{ waitMs?: number, onWait?: (ownerProcessId: number) => void }} [options]
 * @returns {Promise<T>}
 */
export async function withFileLock(path, work, { waitMs = 900_000, onWait } = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const deadline = Date.now() + waitMs;
  let told = false;
  while (!take(path)) {
    const owner = ownerOf(path);
    if (owner !== null && !isAlive(owner)) {
      // Two may find the same dead owner; both remove, and only one then creates.
      rmSync(path, { force: true });
      continue;
    }
    if (Date.now() > deadline)
      throw new Error(`Process ${owner ?? '?'} still holds ${path}. Remove it if that process is not ours.`);
    if (!told && owner !== null) onWait?.(owner);
    told = true;
    await sleep(100);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path) {
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Null while the owner has created but not yet written its file. */
function ownerOf(path) {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10) || null;
  } catch {
    return null;
  }
}

export function isAlive(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
