import { expect, test } from 'vitest';
import { functionsOf } from './support/functions.ts';
import { synthesizeStacks } from './support/stacks.ts';

const { app } = synthesizeStacks('live');

/**
 * Lambda stops a function that its own messages have woken sixteen times in a row, unless it is told that this is meant. With us it is:
 * a search for work goes on with its next page, a clock steps from job to job, a notification waits for its next attempt.
 */
test('a worker whose messages come back to it may go on for as long as there is work, and no other function may', () => {
  const told = functionsOf(app).map(({ name, logicalId }) => ({
    name,
    loop: app.findResources('AWS::Lambda::Function')[logicalId]?.['Properties'].RecursiveLoop,
  }));
  const allowed = told.filter(({ loop }) => loop === 'Allow').map(({ name }) => name);
  expect(allowed.sort()).toEqual([
    'advance-clock',
    'collect-payment',
    'deliver-notification',
    'render-invoice',
    'run-billing',
    'run-lifecycle',
  ]);
  expect(told.filter(({ loop }) => loop !== 'Allow' && loop !== undefined)).toEqual([]);
});
