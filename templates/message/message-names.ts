import type { Liquid, Template } from 'liquidjs';
import type { MessageModel } from './render-message.ts';

/** What the words of a message may name. The model's type holds it: a name more or less does not compile. */
const NAMES = {
  notification: {
    ...{ type: null, time: null, total: null, floor: null, limit: null },
    resource: { code: null, name: null, symbol: null },
    threshold: { type: null, value: null, amount: null },
  },
  customer: { customerId: null, name: null },
  contact: { firstName: null, lastName: null },
  seller: { name: null, email: null, phone: null },
} as const satisfies NamesOf<MessageModel>;
type NamesOf<Model> = {
  readonly [Name in keyof Model]-?: Model[Name] extends string ? null : NamesOf<NonNullable<Model[Name]>>;
};

/** Every template sees these (render-template.ts). */
const EVERYWHERE = new Set(['words', 'language', 'locale', 'currency', 'timeZone']);

type Names = { readonly [name: string]: Names | null };

/** Names in a template that no message ever has: they would print nothing, and nobody would notice. */
export function unknownNames(engine: Liquid, template: Template[]): readonly string[] {
  return engine
    .globalVariableSegmentsSync(template)
    .filter((path) => !EVERYWHERE.has(String(path[0])) && !isKnown(path, NAMES))
    .map((path) => path.map(String).join('.'));
}

/** A part of a name that is computed may be anything. */
function isKnown([first, ...rest]: readonly unknown[], names: Names): boolean {
  if (typeof first !== 'string' && typeof first !== 'number') return true;
  const name = `${first}`;
  if (!Object.hasOwn(names, name)) return false;
  const below = names[name];
  return below === null || below === undefined ? rest.length === 0 : isKnown(rest, below);
}

/** All of them, for people. */
export const messageNames = (): readonly string[] => namesIn(NAMES, '');

const namesIn = (names: Names, before: string): readonly string[] =>
  Object.entries(names).flatMap(([name, below]) =>
    below === null ? [`${before}${name}`] : namesIn(below, `${before}${name}.`),
  );
