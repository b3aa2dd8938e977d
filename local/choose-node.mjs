// Plain JavaScript without dependencies: runs on Node 20, before anything is installed.

/** What the code is written for. Node 22 from 22.18 on can run it, too: it reads TypeScript without a flag. */
const WANTED_MAJOR = 24;
const ENOUGH = { major: 22, minor: 18 };

/**
 * Says which Node runs the project: the locked one from the packages, else the host's when it can.
 * @param {{ pinned: string | null, host: { path: string, version: string }, platform: string }} found
 *   `pinned` is the path of the locked Node, null when there is none for this platform
 * @returns {{ path: string } | { problem: string }}
 */
export function chooseNode({ pinned, host, platform }) {
  if (pinned !== null) return { path: pinned };
  const [major = 0, minor = 0] = host.version.split('.').map(Number);
  if (major >= WANTED_MAJOR || (major === ENOUGH.major && minor >= ENOUGH.minor)) return { path: host.path };
  return {
    problem: [
      `Billow needs Node ${WANTED_MAJOR}, found ${host.version} at ${host.path}.`,
      `For ${platform} no Node comes with the packages, so please install it, for example:`,
      '  nvm install 24 && nvm use 24        (.nvmrc names the version)',
      '  any, no root: unpack a build from https://nodejs.org and put its bin folder into PATH',
    ].join('\n'),
  };
}
