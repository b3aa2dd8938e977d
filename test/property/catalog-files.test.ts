import { describe, expect, test } from 'vitest';
import { catalogObject } from '../../domain/catalog/compile-price-book.ts';
import { KIND_SCHEMAS } from '../../functions/http/contract/catalog/kinds.ts';
import { readCatalogFile } from '../../functions/http/handlers/catalog/read-catalog-file.ts';
import { catalogFileOf, catalogYaml } from '../../functions/http/handlers/catalog/write-catalog-file.ts';
import { CATALOG_KINDS } from '../../functions/http/routes/catalog.ts';
import { WORLD } from '../functions/http/catalog-world.ts';
import { fc } from '../support/chance.ts';

/**
 * Whatever object the API takes goes out in a file and comes in again as it was: no text is read as something else, no field is lost. Objects
 * are those of a whole catalog with some of their texts and numbers changed to anything that their schema still takes.
 */

const NASTY = [
  ...['', ' ', '~', 'null', 'Null', 'true', 'yes', 'No', 'on', 'y', 'N', '0', '007', '0049', '0x1f', '0o17', '0b1'],
  ...['1_000', '1e3', '.inf', '-.INF', '.nan', '12:30:45', '1:2', '2026-01-01', '2026-01-01T00:00:00Z', '<<', '='],
  ...['- a', '# x', 'a # b', 'a: b', ':', '?', '? a', '|', '>', '*a', '&a', '!a', '%a', '@a', '`a`', '{}', '[]', ','],
  ...['"', "'", '"a', "'a'", '\\', '\\n', '{{ name }}', '---', '...', '--- a', '% { '],
  ...['a\nb', 'a\r\nb', 'a\rb', '\na', 'a\n', 'a\n\n', ' a', 'a ', '\ta', 'a\t', 'a\n b', ' \n', 'a\n\n\n b\n c'],
  ...['\n \n', ' \n \nx', 'x\n \n', 'x\n  ', 'x\n \ny', '\n\n  x\ny', ' \n\n', '\t\n x'],
  ...[
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ufffe',
    '\ud83d\ude00',
  ],
  ...['€', 'č', '漢字', 'x'.repeat(300), `${'word '.repeat(60)}end`, `${'x'.repeat(90)}\n${'y '.repeat(90)}`],
];
const blanks = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', 'x', '#', '-'), maxLength: 8 });
const texts = fc.oneof(
  fc.constantFrom(...NASTY),
  blanks,
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);
const values = fc.oneof(
  { weight: 5, arbitrary: texts },
  { weight: 1, arbitrary: fc.oneof(fc.integer({ min: 0, max: 99 }), fc.boolean(), fc.constant(null)) },
  { weight: 1, arbitrary: fc.tuple(fc.integer(), fc.nat(9999)).map(([whole, part]) => `${whole}.${part}`) },
);

type Path = readonly string[];
const isParent = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const leavesOf = (value: unknown, path: Path = []): Path[] =>
  isParent(value) ? Object.keys(value).flatMap((key) => leavesOf(value[key], [...path, key])) : [path];
function withLeaf(value: unknown, [step, ...rest]: Path, leaf: unknown): unknown {
  if (step === undefined) return leaf;
  if (Array.isArray(value))
    return value.map((part, index) => (`${index}` === step ? withLeaf(part, rest, leaf) : part));
  return isParent(value) ? { ...value, [step]: withLeaf(value[step], rest, leaf) } : value;
}

/** What can be told of every kind, so that it is changed, too. */
const bodiesOf = (kind: (typeof CATALOG_KINDS)[number]['kind']): readonly unknown[] => [
  { ...KIND_SCHEMAS[kind].example, description: 'Told' },
  ...WORLD.flatMap(([own, body]) => (own === kind ? [{ ...body, description: 'Told' }] : [])),
];

describe('an object that the API takes', () => {
  test.for(CATALOG_KINDS.map(({ kind }) => kind))('%s goes out and comes in as it was', (kind) => {
    const { body } = KIND_SCHEMAS[kind];
    const bodies = fc.constantFrom(...bodiesOf(kind));
    const changed = bodies.chain((one) =>
      fc.array(fc.tuple(fc.constantFrom(...leavesOf(one)), values), { minLength: 1, maxLength: 4 }).map((changes) =>
        changes.reduce<unknown>((so, [path, leaf]) => {
          const next = withLeaf(so, path, leaf);
          return body.safeParse(next).success ? next : so;
        }, one),
      ),
    );
    fc.assert(
      fc.property(changed, (sent) => {
        const object = body.parse(sent);
        const file = catalogFileOf([catalogObject({ kind, object })]);
        for (const written of [catalogYaml(file), JSON.parse(JSON.stringify(file))]) {
          const read = readCatalogFile(written);
          expect(read).toMatchObject({ ok: true, value: { problems: [] } });
          if (read.ok) expect(read.value.imported.map(({ item }) => item)).toEqual([{ kind, object }]);
        }
      }),
      { numRuns: 150 },
    );
  });

  const NAMES = fc.constantFrom(
    'null',
    'true',
    'yes',
    'y',
    'on',
    '_',
    '007',
    '1.50',
    '1_000',
    '0x1f',
    '1e3',
    '-',
    '.',
    '---',
    '...',
    '2026-01-01',
  );
  const named = <T>(value: fc.Arbitrary<T>) => fc.dictionary(NAMES, value, { minKeys: 1, noNullPrototype: true });
  const FIELDS = ['null', 'true', 'yes', 'y', 'on', '_', 'NaN'] as const;

  test('keeps the names of its attributes and fields', () => {
    const filter = { code: '0049', name: 'F', attributes: {} };
    fc.assert(
      fc.property(
        named(fc.array(texts, { minLength: 1, maxLength: 3 })),
        fc.subarray([...FIELDS]),
        (attributes, fields) => {
          const match = Object.fromEntries(fields.map((name) => [name, '007']));
          const sent = [
            ['filter', { ...filter, attributes }],
            [
              'ratingSet',
              {
                ...{ code: 'null', name: 'R', serviceType: 'call', rows: [{ match, zone: '1.0' }] },
                fields: FIELDS.map((name) => ({ name })),
              },
            ],
          ] as const;
          for (const [kind, one] of sent) {
            const object = KIND_SCHEMAS[kind].body.parse(one);
            const read = readCatalogFile(catalogYaml(catalogFileOf([catalogObject({ kind, object })])));
            expect(read.ok && read.value.imported.map(({ item }) => item)).toEqual([{ kind, object }]);
          }
        },
      ),
    );
  });
});
