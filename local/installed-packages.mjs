// Plain JavaScript without dependencies: runs on Node 20, before anything is installed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Says whether node_modules holds what package-lock.json asks for. Compares contents, not times: a clone, a change of
 * branch and an `npm ci` by hand are all seen for what they are. Optional packages may be missing: they are for other
 * platforms.
 * @param {string} root
 * @returns {boolean}
 */
export function arePackagesInstalled(root) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  // npm writes it last, so an interrupted installation has none.
  const present = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === null || present === null) return false;
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true;
    const found = present[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}
