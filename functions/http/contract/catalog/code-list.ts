import * as z from 'zod';
import { code } from '../identity.ts';
import { refuseRepeats } from './refuse-at.ts';

const MOST = 200;

/** A list that names other objects, each once. `what` is one of them, in a sentence. */
export const codeList = (
  what: string,
  { least = 0, most = MOST }: { readonly least?: 0 | 1; readonly most?: number } = {},
) =>
  z
    .array(code)
    .min(least, `Give at least one ${what}.`)
    .max(most, `Give at most ${most}.`)
    .superRefine((codes, context) =>
      refuseRepeats(context, codes, {
        key: (one) => one,
        at: (index) => [index],
        message: `Name each ${what} once.`,
      }),
    );
