import * as z from 'zod';

/** What the intrinsic functions of one stack may look up. Every lookup throws when the name is unknown. */
export type Scope = {
  readonly ref: (logicalId: string) => unknown;
  readonly attribute: (logicalId: string, attribute: string) => unknown;
  readonly condition: (name: string) => boolean;
  readonly exported: (name: string) => unknown;
  readonly mapping: (map: string, first: string, second: string) => unknown;
};

/** `AWS::NoValue`: the property it stands for is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

const text = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);

/**
 * Replaces every intrinsic function in a value of a template by what it stands for.
 * @throws when a function, a reference or an attribute is unknown: a guess would start a stack that differs from the deployed one
 */
export function resolveValue(value: unknown, scope: Scope): unknown {
  const resolved = resolve(value, scope);
  return resolved === NO_VALUE ? undefined : resolved;
}

/** Says whether a condition's expression holds. */
export function evaluateCondition(expression: unknown, scope: Scope): boolean {
  return z.boolean().parse(resolve(expression, scope));
}

function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope)).filter((item) => item !== NO_VALUE);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first !== undefined && isIntrinsic(first[0])) return call(first[0], first[1], scope);
  const resolved = entries.map(([key, item]) => [key, resolve(item, scope)] as const);
  return Object.fromEntries(resolved.filter(([, item]) => item !== NO_VALUE));
}

/** A single `Condition` key is the condition function only when it holds a name; in an IAM statement it is an object. */
function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

function call(name: string, argument: unknown, scope: Scope): unknown {
  const intrinsic = INTRINSICS.get(name);
  if (intrinsic === undefined) throw new Error(`The local runtime does not know the template function ${name}`);
  return intrinsic(argument, scope);
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::Join', join],
  ['Fn::Sub', substitute],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::If', choose],
  ['Fn::Equals', equals],
  ['Fn::Not', (argument, scope) => !operands(argument, scope)[0]],
  ['Fn::And', (argument, scope) => operands(argument, scope).every(Boolean)],
  ['Fn::Or', (argument, scope) => operands(argument, scope).some(Boolean)],
  ['Fn::ImportValue', (argument, scope) => scope.exported(text.parse(resolve(argument, scope)))],
  ['Fn::FindInMap', findInMap],
  ['Fn::Base64', (argument, scope) => Buffer.from(text.parse(resolve(argument, scope))).toString('base64')],
  ['Fn::GetAZs', (argument, scope) => ['a', 'b', 'c'].map((zone) => `${regionOf(argument, scope)}${zone}`)],
]);

function ref(argument: unknown, scope: Scope): unknown {
  const name = z.string().parse(argument);
  return name === 'AWS::NoValue' ? NO_VALUE : scope.ref(name);
}

function getAtt(argument: unknown, scope: Scope): unknown {
  const parts = typeof argument === 'string' ? splitAtDot(argument) : z.array(z.unknown()).length(2).parse(argument);
  return scope.attribute(z.string().parse(parts[0]), text.parse(resolve(parts[1], scope)));
}

function splitAtDot(path: string): readonly [string, string] {
  const dot = path.indexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}

function join(argument: unknown, scope: Scope): string {
  const [separator, list] = z.tuple([z.string(), z.unknown()]).parse(argument);
  return z.array(text).parse(resolve(list, scope)).join(separator);
}

function substitute(argument: unknown, scope: Scope): string {
  const [pattern, variables] =
    typeof argument === 'string'
      ? [argument, {}]
      : z.tuple([z.string(), z.record(z.string(), z.unknown())]).parse(argument);
  return pattern.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    const own = Object.hasOwn(variables, name);
    if (own) return text.parse(resolve(variables[name], scope));
    return text.parse(name.includes('.') ? scope.attribute(...splitAtDot(name)) : scope.ref(name));
  });
}

function select(argument: unknown, scope: Scope): unknown {
  const [index, list] = z.tuple([z.unknown(), z.unknown()]).parse(argument);
  const items = z.array(z.unknown()).parse(resolve(list, scope));
  const position = z.coerce.number().int().min(0).parse(resolve(index, scope));
  if (position >= items.length) throw new Error(`Fn::Select asks for item ${position} of ${items.length}`);
  return items[position];
}

function split(argument: unknown, scope: Scope): readonly string[] {
  const [separator, whole] = z.tuple([z.string(), z.unknown()]).parse(argument);
  return text.parse(resolve(whole, scope)).split(separator);
}

function choose(argument: unknown, scope: Scope): unknown {
  const [name, positive, negative] = z.tuple([z.string(), z.unknown(), z.unknown()]).parse(argument);
  return resolve(scope.condition(name) ? positive : negative, scope);
}

function equals(argument: unknown, scope: Scope): boolean {
  const [left, right] = z.tuple([z.unknown(), z.unknown()]).parse(argument);
  return String(resolve(left, scope)) === String(resolve(right, scope));
}

/** Operands of And, Or, Not: nested functions, or `{ Condition: name }`. */
function operands(argument: unknown, scope: Scope): readonly unknown[] {
  return z
    .array(z.unknown())
    .parse(argument)
    .map((item) => {
      const named = z.strictObject({ Condition: z.string() }).safeParse(item);
      return named.success ? scope.condition(named.data.Condition) : resolve(item, scope);
    });
}

function findInMap(argument: unknown, scope: Scope): unknown {
  const [map, first, second] = z.tuple([text, text, text]).parse(resolve(argument, scope));
  return scope.mapping(map, first, second);
}

function regionOf(argument: unknown, scope: Scope): string {
  const named = text.parse(resolve(argument, scope));
  return named === '' ? text.parse(scope.ref('AWS::Region')) : named;
}
