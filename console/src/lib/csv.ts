/**
 * What leaves the console for a spreadsheet. Texts that a spreadsheet would run as a formula get an apostrophe in front; plain
 * numbers stay numbers.
 */
const FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

const safe = (text: string): string => (FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** RFC 4180 with CRLF, and a byte order mark so that spreadsheets read UTF-8. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\u{FEFF}${rows.map((row) => `${row.map((cell) => quoted(safe(cell))).join(',')}\r\n`).join('')}`;

/** For the clipboard: tabs between cells, one line a row. */
export const toTabSeparated = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => safe(cell.replace(/[\t\r\n]+/g, ' '))).join('\t')).join('\n');
