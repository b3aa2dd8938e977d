import { customers } from './en/customers.ts';
import { operations } from './en/operations.ts';
import { shell } from './en/shell.ts';

/** The words of the frame and of the pages that operators begin with, in English, by key. */
export const en = { ...shell, ...customers, ...operations } as const;
