import { build } from 'esbuild';
import type { Plugin } from 'vite';

const ID = 'virtual:theme.css';

/** Serves the brand's style sheet. The kit's theming code only runs bundled (it imports folders), so it is bundled first. */
export const brandTheme = (): Plugin => ({
  name: 'brand-theme',
  resolveId: (id) => (id === ID ? `\0${ID}` : null),
  load: async (id) => (id === `\0${ID}` ? compileTheme() : null),
});

async function compileTheme(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL('theme.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  const code = outputFiles[0]?.text ?? '';
  const theme: unknown = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
  if (!isTheme(theme)) throw new Error('theme.ts must export themeStylesheet()');
  return theme.themeStylesheet();
}

const isTheme = (value: unknown): value is { readonly themeStylesheet: () => string } =>
  typeof value === 'object' && value !== null && 'themeStylesheet' in value;
