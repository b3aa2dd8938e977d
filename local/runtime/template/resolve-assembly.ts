import type { CloudFormationResource, StackTemplate } from './cloud-assembly.ts';
import { type AddressRule, addressRules, localize } from './local-addresses.ts';
import { pseudoParameter } from './pseudo-parameters.ts';
import { evaluateCondition, resolveValue, type Scope } from './resolve.ts';
import { identify, type QueueUrlOf, type ResourceIdentity } from './resource-identity.ts';
import { isIgnored, RUN_TYPES } from './resource-types.ts';

export type ResolvedResource = {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly identity: ResourceIdentity;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Every intrinsic function replaced, cloud URLs turned into local ones. */
  readonly properties: Readonly<Record<string, unknown>>;
};

export type ResolvedAssembly = {
  /** Resources of a type, in template order, without those whose condition does not hold. */
  readonly ofType: (...types: readonly string[]) => readonly ResolvedResource[];
  /** The stacks' outputs by logical id; all stacks share one namespace here. */
  readonly outputs: () => Readonly<Record<string, unknown>>;
  /** `type (logicalId)` of what the runtime neither runs nor leaves out on purpose. */
  readonly unsupported: readonly string[];
};

export type AssemblyOptions = {
  readonly queueUrlOf: QueueUrlOf;
  /** Where the template's API, console and sign-in pages are served. Sign-in comes once its engine has a port. */
  readonly urls: { readonly api: string; readonly console: string; readonly signIn?: string | undefined };
  /** Values for template parameters that have no default. */
  readonly parameters?: Readonly<Record<string, string>>;
};

type NamedStack = {
  readonly name: string;
  readonly template: StackTemplate['template'];
  readonly identities: ReadonlyMap<string, ResourceIdentity>;
};

/** Gives every resource its name and resolves properties on demand, across stacks. */
export function resolveAssembly(stacks: readonly StackTemplate[], options: AssemblyOptions): ResolvedAssembly {
  const named = stacks.map((stack) => ({ ...stack, identities: identifyAll(stack, options.queueUrlOf) }));
  const rules = addressRulesFor(named, options.urls);
  const scopes = new Map<string, Scope>();
  for (const stack of named) scopes.set(stack.name, scopeOf(stack, named, scopes, options.parameters ?? {}));
  const present = named.flatMap((stack) =>
    Object.entries(stack.template.Resources)
      .filter(([, { Condition }]) => Condition === undefined || scopeNamed(scopes, stack.name).condition(Condition))
      .map(([logicalId, resource]) => ({ stack, logicalId, resource })),
  );
  return {
    ofType: (...types) =>
      present
        .filter(({ resource }) => types.includes(resource.Type))
        .map(({ stack, logicalId, resource }) => ({
          stackName: stack.name,
          logicalId,
          type: resource.Type,
          identity: identityOf(stack, logicalId),
          metadata: resource.Metadata,
          properties: resolveProperties(logicalId, resource, scopeNamed(scopes, stack.name), rules),
        })),
    outputs: () =>
      Object.fromEntries(
        named.flatMap(({ name, template }) =>
          Object.entries(template.Outputs).map(([id, { Value }]) => [
            id,
            localize(resolveValue(Value, scopeNamed(scopes, name)), rules),
          ]),
        ),
      ),
    unsupported: present
      .filter(({ resource }) => !RUN_TYPES.has(resource.Type) && !isIgnored(resource.Type))
      .map(({ logicalId, resource }) => `${resource.Type} (${logicalId})`),
  };
}

function addressRulesFor(
  named: readonly NamedStack[],
  { api, console, signIn }: AssemblyOptions['urls'],
): readonly AddressRule[] {
  const apiId = onlyOneOf(named, 'AWS::ApiGatewayV2::Api');
  const consoleId = onlyOneOf(named, 'AWS::CloudFront::Distribution');
  return addressRules({
    ...(apiId === undefined ? {} : { api: { id: apiId, url: api } }),
    ...(consoleId === undefined ? {} : { console: { id: consoleId, url: console } }),
    ...(signIn === undefined ? {} : { signInUrl: signIn }),
  });
}

/** The Ref of the one resource of a type. There is one port for each, so a second could not be served. */
function onlyOneOf(named: readonly NamedStack[], type: string): string | undefined {
  const refs = named.flatMap(({ template, identities }) =>
    Object.entries(template.Resources).flatMap(([id, { Type }]) => (Type === type ? [identities.get(id)?.ref] : [])),
  );
  if (refs.length > 1) throw new Error(`The template has ${refs.length} of ${type}; the local runtime serves one`);
  return refs[0];
}

function identifyAll({ name, template }: StackTemplate, queueUrlOf: QueueUrlOf): Map<string, ResourceIdentity> {
  const entries = Object.entries(template.Resources);
  return new Map(
    entries.map(([logicalId, resource]) => {
      const siblings = entries.filter(([, other]) => other.Type === resource.Type).map(([id]) => id);
      return [logicalId, identify({ stackName: name, logicalId, resource, siblings }, queueUrlOf)];
    }),
  );
}

function resolveProperties(
  logicalId: string,
  { Type, Properties }: CloudFormationResource,
  scope: Scope,
  rules: readonly AddressRule[],
): Record<string, unknown> {
  try {
    const entries = Object.entries(Properties).map(
      ([key, value]) => [key, localize(resolveValue(value, scope), rules)] as const,
    );
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  } catch (error) {
    throw new Error(`${Type} ${logicalId}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function scopeOf(
  stack: NamedStack,
  all: readonly NamedStack[],
  scopes: ReadonlyMap<string, Scope>,
  given: Readonly<Record<string, string>>,
): Scope {
  const scope: Scope = {
    ref: (name) => {
      const identity = stack.identities.get(name);
      return identity?.ref ?? pseudoParameter(name, stack.name) ?? parameterOf(stack, name, given);
    },
    attribute: (logicalId, attribute) => attributeOf(stack, logicalId, attribute),
    condition: (name) => evaluateCondition(conditionOf(stack, name), scope),
    exported: (name) => exportedValue(name, all, scopes),
    mapping: (map, first, second) => {
      const value = stack.template.Mappings[map]?.[first]?.[second];
      if (value === undefined) throw new Error(`Mapping ${map}.${first}.${second} is not in stack ${stack.name}`);
      return value;
    },
  };
  return scope;
}

function parameterOf(stack: NamedStack, name: string, given: Readonly<Record<string, string>>): unknown {
  const parameter = stack.template.Parameters[name];
  if (parameter === undefined) throw new Error(`Ref names ${name}, which stack ${stack.name} does not have`);
  const value = given[name] ?? parameter.Default;
  if (value === undefined)
    throw new Error(`Parameter ${name} of stack ${stack.name} has no default and was given no value`);
  return value;
}

/** Ignored resources answer with a made-up value: only AWS would make use of it. Ours must know the attribute. */
function attributeOf(stack: NamedStack, logicalId: string, attribute: string): string {
  const identity = identityOf(stack, logicalId);
  const value = identity.attributes[attribute];
  if (value !== undefined) return value;
  const type = stack.template.Resources[logicalId]?.Type ?? '';
  if (RUN_TYPES.has(type)) throw new Error(`The local runtime does not know the attribute ${attribute} of ${type}`);
  return `${identity.physicalName}-${attribute}`;
}

function identityOf(stack: NamedStack, logicalId: string): ResourceIdentity {
  const identity = stack.identities.get(logicalId);
  if (identity === undefined) throw new Error(`Stack ${stack.name} has no resource ${logicalId}`);
  return identity;
}

function conditionOf(stack: NamedStack, name: string): unknown {
  const condition = stack.template.Conditions[name];
  if (condition === undefined) throw new Error(`Stack ${stack.name} has no condition ${name}`);
  return condition;
}

function exportedValue(name: string, all: readonly NamedStack[], scopes: ReadonlyMap<string, Scope>): unknown {
  for (const stack of all) {
    const scope = scopeNamed(scopes, stack.name);
    for (const output of Object.values(stack.template.Outputs)) {
      if (output.Export && resolveValue(output.Export.Name, scope) === name) return resolveValue(output.Value, scope);
    }
  }
  throw new Error(`No stack exports ${name}`);
}

function scopeNamed(scopes: ReadonlyMap<string, Scope>, stackName: string): Scope {
  const scope = scopes.get(stackName);
  if (scope === undefined) throw new Error(`There is no stack ${stackName}`);
  return scope;
}
