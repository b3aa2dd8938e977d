import { readFileSync } from 'node:fs';

/** The Liquid sources of one mail. */
export type MailParts = { readonly subject: string; readonly html: string; readonly text: string };

/**
 * Reads the files of one mail. Each mail names its files relative to its own module, in full: that is what the build
 * looks for when it lays files beside a bundle.
 */
export const readMailParts = (files: Readonly<Record<keyof MailParts, URL>>): MailParts => ({
  subject: readFileSync(files.subject, 'utf8'),
  html: readFileSync(files.html, 'utf8'),
  text: readFileSync(files.text, 'utf8'),
});
