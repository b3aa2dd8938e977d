import * as z from 'zod';
import { naturalDecimal } from '../decimal.ts';
import { code, name } from '../identity.ts';
import { named } from './named.ts';
import { refuseAt } from './refuse-at.ts';

const days = (least: number) =>
  z
    .int({ error: 'Give whole days.' })
    .min(least, `Give ${least} to 3650 days.`)
    .max(3650, `Give ${least} to 3650 days.`);

const when = {
  afterDays: days(0).meta({ description: 'After the due date.' }),
  repeatEveryDays: days(1).exactOptional(),
  maxRepeats: z
    .int({ error: 'Give a whole number.' })
    .min(1, 'Give 1 to 100.')
    .max(100, 'Give 1 to 100.')
    .exactOptional(),
};

const action = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('fee'), ...when, name, bundle: code }),
  z.strictObject({ type: z.literal('notification'), ...when, template: code }),
  z.strictObject({ type: z.literal('recollect'), ...when }),
  z.strictObject({ type: z.literal('block'), ...when, endpoint: code }),
]);

const shape = z.strictObject({
  ...named,
  resource: code.meta({ description: 'The currency of the bills.' }),
  threshold: naturalDecimal.meta({ description: 'Only bills of which more than this is due.' }),
  actions: z.array(action).min(1, 'Give at least one action.').max(30, 'Give at most 30 actions.'),
  exitEndpoint: code.exactOptional().meta({ description: 'Lifts a block when all is paid.' }),
});

/** What happens to a bill that is overdue, in order of time. */
export const dunningConfigurationBody = shape.superRefine(({ actions, exitEndpoint }, context) => {
  for (const [index, { type, afterDays, repeatEveryDays, maxRepeats }] of actions.entries()) {
    const refuse = (field: string, message: string) => refuseAt(context, ['actions', index, field], message);
    const before = actions[index - 1];
    if (before !== undefined && afterDays < before.afterDays) refuse('afterDays', 'Put actions in order of time.');
    if (maxRepeats !== undefined && repeatEveryDays === undefined) {
      refuse('repeatEveryDays', 'Say after how many days it repeats.');
    }
    if (type === 'block' && repeatEveryDays !== undefined) refuse('repeatEveryDays', 'Remove this: a block stands.');
  }
  if (exitEndpoint !== undefined && actions.every(({ type }) => type !== 'block')) {
    refuseAt(context, ['exitEndpoint'], 'Remove this: there is no block to lift.');
  }
});

export const dunningConfigurationAnswer = shape;
