// Plain JavaScript without dependencies: the pre-step of `npm start` locks before anything is installed.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Takes a lock, or says who holds it. A lock whose owner is gone is taken over.
 * @param {string} path the lock file; holds the owner's process id
 * @param {(processId: number) => boolean} [isOwner] says whether a process that runs may still be the owner: ids are reused
 * @returns {{ release: () => void } | { ownerProcessId: number }}
 */
export function takeFileLock(path, isOwner = () => true) {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    if (create(path)) return { release: () => rmSync(path, { force: true }) };
    const owner = ownerOf(path);
    if (owner !== null && isAlive(owner) && isOwner(owner)) return { ownerProcessId: owner };
    // Two may find the same dead owner: both remove its file, and only one then creates.
    if (owner !== null) rmSync(path, { force: true });
  }
}

/**
 * Runs work that no other process may do at the same time, after waiting for whoever does it now.
 * @template T
 * @param {string} path
 * @param {() => Promise<T> | T} work
 * @param {{ onWait?: (ownerProcessId: number) => void }} [options]
 * @returns {Promise<T>}
 */
export async function withFileLock(path, work, { onWait } = {}) {
  let lock = takeFileLock(path);
  if (!('release' in lock)) onWait?.(lock.ownerProcessId);
  while (!('release' in lock)) {
    await sleep(100);
    lock = takeFileLock(path);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Says whether a process with this id runs. */
export function isAlive(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function create(path) {
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Null when the file is gone again, or not yet written by an owner who has just created it. */
function ownerOf(path) {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10) || null;
  } catch {
    return null;
  }
}
