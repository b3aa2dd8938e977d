import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import mjml2html from 'mjml';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** The sources of all mails, as paths. Partials are part of others. */
export const mailSources = (): readonly string[] =>
  globSync(`${FOLDER}*/*.mjml`)
    .filter((path) => !path.includes('partials'))
    .toSorted();

/** Where the compiled page of a source lies: beside it, committed. */
export const compiledPath = (source: string): string => source.replace(/\.mjml$/, '.html.liquid');

/** The mail's HTML with its Liquid untouched. Throws on anything that MJML does not know. */
export async function compileMail(source: string): Promise<string> {
  const options = {
    filePath: source,
    // Partials lie outside the mail's own folder; MJML drops an include silently that it was not allowed to read.
    includePath: `${FOLDER}partials`,
    ignoreIncludes: false,
    validationLevel: 'strict',
    fonts: {},
    keepComments: false,
  } as const;
  const { html } = await mjml2html(readFileSync(source, 'utf8'), options);
  if (!html.includes('words.whyThisMail')) throw new Error(`${source} lost its footer`);
  return `${html.trim()}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const source of mailSources()) writeFileSync(compiledPath(source), await compileMail(source));
}
