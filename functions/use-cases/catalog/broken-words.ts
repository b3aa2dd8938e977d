import type { MessageTemplate } from '../../../domain/catalog/settings.ts';
import type { FieldProblem } from '../../../domain/refusal.ts';
import { checkWords } from '../../../templates/message/render-message.ts';

/** Words that are no template would fail when they are to be sent, and whoever wrote them would not hear of it. */
export const brokenWords = ({ subject = '', body }: MessageTemplate): readonly FieldProblem[] => [
  ...problemOf('/subject', () => checkWords({ subject, body: '' })),
  ...problemOf('/body', () => checkWords({ body })),
];

function problemOf(pointer: string, check: () => void): readonly FieldProblem[] {
  try {
    check();
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    return [{ pointer, message: `Correct the Liquid in it: ${reason}.` }];
  }
}
