import { translated } from '../../lib/translate.ts';

/** Why a message waits, for people; a reason that is not known here yet is shown as its code. */
export const reasonWords = (reason: string): string => translated('reason', reason);
