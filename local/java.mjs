// Plain JavaScript without dependencies: the pre-step of `npm start` asks for Java on Node 20, before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** DynamoDB Local 3 is compiled for it. */
export const JAVA_VERSION_NEEDED = 17;

/**
 * Finds a Java of version 17 or newer: the one named, else JAVA_HOME, else PATH.
 * @param {{ javaPath?: string | undefined, env?: Record<string, string | undefined> }} [options]
 * @returns {{ path: string, version: number }}
 * @throws {Error} that says whether Java is absent, broken or too old, and how to mend it
 */
export function requireJava({ javaPath, env = process.env } = {}) {
  const candidates = javaPath ? [javaPath] : candidatesOf(env);
  const refused = [];
  for (const path of candidates) {
    const found = probe(path);
    if (found.version !== null && found.version >= JAVA_VERSION_NEEDED) return { path, version: found.version };
    refused.push(found.version === null ? `${path} does not run: ${found.output}` : `${path} is Java ${found.version}`);
  }
  throw new Error(explain(refused, env));
}

/** JAVA_HOME first, as every Java tool does; PATH still counts when JAVA_HOME is too old. */
function candidatesOf(env) {
  const name = process.platform === 'win32' ? 'java.exe' : 'java';
  const homes = env['JAVA_HOME'] ? [join(env['JAVA_HOME'], 'bin')] : [];
  const folders = [...homes, ...(env['PATH'] ?? '').split(delimiter).filter(Boolean)];
  return [...new Set(folders.map((folder) => join(folder, name)))].filter((path) => existsSync(path));
}

/** `java -version` writes `openjdk version "17.0.15" …` to stderr; before 9 it was "1.8.0_402". */
function probe(path) {
  const run = spawnSync(path, ['-version'], { encoding: 'utf8', timeout: 20_000 });
  const output = `${run.error?.message ?? ''}${run.stderr ?? ''}${run.stdout ?? ''}`.trim();
  const match = /version "(?:1\.)?(\d+)/.exec(output);
  return { version: match ? Number(match[1]) : null, output: output.split('\n')[0] || 'no answer' };
}

function explain(refused, env) {
  const tooOld = refused.some((line) => / is Java \d+$/.test(line));
  const what =
    refused.length === 0
      ? `Java was not found${env['JAVA_HOME'] ? ` (JAVA_HOME is ${env['JAVA_HOME']}, but has no bin/java)` : ''}.`
      : tooOld
        ? 'The Java on this machine is too old.'
        : 'The Java on this machine does not work.';
  return [
    `${what} Billow's local database needs Java ${JAVA_VERSION_NEEDED} or newer.`,
    ...refused.map((line) => `  · ${line}`),
    'Install it, for example:',
    '  Debian, Ubuntu   apt install openjdk-17-jre-headless',
    '  Fedora           dnf install java-21-openjdk-headless',
    '  macOS            brew install openjdk@21',
    '  any, no root     unpack a build from https://adoptium.net and set JAVA_HOME to its folder',
  ].join('\n');
}
