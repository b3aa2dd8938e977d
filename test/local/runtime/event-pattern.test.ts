import { expect, test } from 'vitest';
import { eventFilterOf, matchesPattern } from '../../../local/runtime/sources/event-pattern.ts';

const insertOfOutbox = {
  eventName: 'INSERT',
  dynamodb: { NewImage: { entity: { S: 'outbox' }, size: { N: '3' } }, SizeBytes: 120, tags: ['a', 'b'] },
};

test.for([
  { pattern: { eventName: ['INSERT', 'MODIFY'] }, matches: true },
  { pattern: { eventName: ['REMOVE'] }, matches: false },
  { pattern: { dynamodb: { NewImage: { entity: { S: ['outbox'] } } } }, matches: true },
  { pattern: { dynamodb: { OldImage: { entity: { S: ['outbox'] } } } }, matches: false },
  { pattern: { eventName: ['INSERT'], dynamodb: { NewImage: { entity: { S: ['head'] } } } }, matches: false },
  { pattern: { dynamodb: { tags: ['b'] } }, matches: true },
  { pattern: { dynamodb: { NewImage: { entity: { S: [{ prefix: 'out' }] } } } }, matches: true },
  { pattern: { dynamodb: { NewImage: { entity: { S: [{ suffix: 'in' }] } } } }, matches: false },
  { pattern: { eventName: [{ 'equals-ignore-case': 'insert' }] }, matches: true },
  { pattern: { eventName: [{ wildcard: 'I*S*T' }] }, matches: true },
  { pattern: { eventName: [{ 'anything-but': ['INSERT'] }] }, matches: false },
  { pattern: { eventName: [{ 'anything-but': { prefix: 'X' } }] }, matches: true },
  { pattern: { missing: [{ 'anything-but': 'x' }] }, matches: false },
  { pattern: { dynamodb: { SizeBytes: [{ numeric: ['>', 100, '<=', 120] }] } }, matches: true },
  { pattern: { dynamodb: { SizeBytes: [{ numeric: ['>', 120] }] } }, matches: false },
  { pattern: { dynamodb: { OldImage: [{ exists: false }] } }, matches: true },
  { pattern: { dynamodb: { NewImage: { entity: { S: [{ exists: true }] } } } }, matches: true },
  { pattern: { $or: [{ eventName: ['REMOVE'] }, { dynamodb: { tags: ['a'] } }] }, matches: true },
])('$pattern matches: $matches', ({ pattern, matches }) => {
  expect(matchesPattern(pattern, insertOfOutbox)).toBe(matches);
});

test('one of several filters is enough, and without filters everything passes', () => {
  const either = eventFilterOf({
    Filters: [{ Pattern: '{"eventName":["REMOVE"]}' }, { Pattern: '{"eventName":["INSERT"]}' }],
  });
  expect(either(insertOfOutbox)).toBe(true);
  expect(either({ eventName: 'MODIFY' })).toBe(false);
  expect(eventFilterOf(undefined)({})).toBe(true);
});

test('an operator that is not known is an error, not a guess', () => {
  expect(() => matchesPattern({ eventName: [{ cidr: '10.0.0.0/8' }] }, insertOfOutbox)).toThrow(/"cidr"/);
});
