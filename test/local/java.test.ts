import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requireJava } from '../../local/java.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billow-java-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A `java` that says this on stderr; answers its home. */
function fakeJava(name: string, says: string, exitCode = 0): string {
  const bin = join(folder, name, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'java'), `#!/bin/sh\necho '${says}' >&2\nexit ${exitCode}\n`);
  chmodSync(join(bin, 'java'), 0o755);
  return join(folder, name);
}
const asked = (env: Record<string, string>) => () => requireJava({ env: { PATH: '', ...env } });

test('Java 17 and newer pass, with the path and the version that were found', () => {
  const home = fakeJava('seventeen', 'openjdk version "17.0.15" 2025-04-15');
  expect(asked({ JAVA_HOME: home })()).toEqual({ path: join(home, 'bin', 'java'), version: 17 });
  expect(asked({ PATH: join(fakeJava('new', 'openjdk version "25" 2025-09-16'), 'bin') })().version).toBe(25);
});

test('a new Java in PATH serves when JAVA_HOME holds an old one', () => {
  const old = fakeJava('old', 'java version "1.8.0_402"');
  const fresh = join(fakeJava('fresh', 'openjdk version "21.0.4" 2024-07-16'), 'bin');
  expect(asked({ JAVA_HOME: old, PATH: ['/nowhere', fresh].join(delimiter) })().path).toBe(join(fresh, 'java'));
});

test.for([
  { says: 'java version "1.8.0_402"', version: 8 },
  { says: 'openjdk version "11.0.24" 2024-07-16', version: 11 },
])('Java $version is too old, and the message says which and what to do', ({ says, version }) => {
  const home = fakeJava('old', says);
  expect(asked({ JAVA_HOME: home })).toThrow(/too old.*needs Java 17 or newer/s);
  expect(asked({ JAVA_HOME: home })).toThrow(`${join(home, 'bin', 'java')} is Java ${version}`);
  expect(asked({ JAVA_HOME: home })).toThrow('apt install openjdk-17-jre-headless');
});

test('an absent Java is called absent, and a wrong JAVA_HOME is named', () => {
  expect(asked({})).toThrow('Java was not found. ');
  expect(asked({ JAVA_HOME: '/opt/gone' })).toThrow('(JAVA_HOME is /opt/gone, but has no bin/java)');
});

test('a java that does not run is shown with its own words', () => {
  const stub = fakeJava('stub', 'Unable to locate a Java Runtime.', 1);
  expect(asked({ JAVA_HOME: stub })).toThrow(/does not work.*does not run: Unable to locate a Java Runtime\./s);
});

test('a named path is the only one that is looked at', () => {
  const home = fakeJava('named', 'openjdk version "21" 2023-09-19');
  expect(() => requireJava({ javaPath: '/nowhere/java', env: { JAVA_HOME: home } })).toThrow('/nowhere/java');
});

test('the check needs nothing installed: it imports only what Node itself has', () => {
  const source = readFileSync(new URL('../../local/java.mjs', import.meta.url), 'utf8');
  const imported = [...source.matchAll(/from '([^']+)'/g)].map(([, name]) => name);
  expect(imported.length).toBeGreaterThan(0);
  expect(imported.filter((name) => !name?.startsWith('node:'))).toEqual([]);
});
