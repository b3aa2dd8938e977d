import { toCsv, toTabSeparated } from '../lib/csv.ts';
import { saveFile } from '../lib/save-file.ts';
import { t } from '../lib/translate.ts';
import { flash } from './flashes.tsx';

/** What a table gives to a spreadsheet: the page that is shown, with the columns' headings. */
export type ExportRows = {
  /** Of the file, without ending. */
  readonly name: string;
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

export function saveCsv({ name, heading, rows }: ExportRows): void {
  saveFile(`${name}.csv`, 'text/csv;charset=utf-8', toCsv([heading, ...rows]));
}

export async function copyRows({ heading, rows }: ExportRows): Promise<void> {
  try {
    await navigator.clipboard.writeText(toTabSeparated([heading, ...rows]));
    flash('success', t('export.copied', { count: rows.length }));
  } catch {
    flash('error', t('copy.failed'));
  }
}
