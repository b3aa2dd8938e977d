import { Document, visit } from 'yaml';
import type { CatalogObject } from '../../../../domain/catalog/compile-price-book.ts';
import { CATALOG_FORMAT } from '../../contract/catalog-history.ts';
import { CATALOG_SECTIONS } from './catalog-sections.ts';
import { catalogWire } from './object-wire.ts';

/** Fields that a reader looks for first, in this order; all others follow by name. Stored objects know no order of fields. */
const FIRST_FIELDS = (
  'code name description kind type mode model channel status field priority from to band days zone parent match ' +
  'validFrom validTo upTo basis unit value product discount bundle filter when effect'
).split(' ');
const FIRST = new Map(FIRST_FIELDS.map((name, index) => [name, index]));

const byField = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number => {
  const [one, other] = [FIRST.get(left) ?? FIRST.size, FIRST.get(right) ?? FIRST.size];
  if (one !== other) return one - other;
  return left < right ? -1 : 1;
};

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(byField)
      .map(([name, part]) => [name, ordered(part)]),
  );
}

/** The whole catalog as one value: kinds in a fixed order, objects by code, fields in a fixed order. */
export function catalogFileOf(objects: readonly CatalogObject[]): Readonly<Record<string, unknown>> {
  const file: Record<string, unknown> = { format: CATALOG_FORMAT };
  for (const { kind, section } of CATALOG_SECTIONS) {
    const ofKind = objects.filter((one) => one.kind === kind);
    if (ofKind.length === 0) continue;
    file[section] = ofKind
      .toSorted((left, right) => (left.object.code < right.object.code ? -1 : 1))
      .map((one) => ordered(catalogWire(one)));
  }
  return file;
}

/** Written as a block, such a text would lose the blanks with which it begins. */
const BEGINS_BLANK = /^\n*[ \t]+\n/;

/** The file as YAML. Texts that another reader might take for something else (`no`, `12:30`, `0.10`) are quoted. */
export function catalogYaml(file: Readonly<Record<string, unknown>>): string {
  const document = new Document(file, {
    ...{ version: '1.2', schema: 'core', compat: 'yaml-1.1', aliasDuplicateObjects: false },
  });
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && BEGINS_BLANK.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 });
}
