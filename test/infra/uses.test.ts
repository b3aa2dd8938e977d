import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FUNCTIONS, type Uses } from '../../infra/functions.ts';
import { usesInCode } from './support/uses-in-code.ts';

const inCode = await usesInCode(join(import.meta.dirname, '..', '..'), FUNCTIONS);

/** Lists in one order: what is used counts, not how it is listed. */
const sorted = (uses: Uses | undefined) =>
  Object.fromEntries(
    Object.entries(uses ?? {}).map(([key, value]) => [key, Array.isArray(value) ? value.toSorted() : value]),
  );

// On one machine nothing enforces permissions: a forgotten one would be missed in the cloud first.
test.for(FUNCTIONS)('$name is granted exactly what its code uses', ({ name, uses }) => {
  expect(sorted(uses)).toEqual(sorted(inCode.get(name)));
});
