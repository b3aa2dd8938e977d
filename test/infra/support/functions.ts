import type { Template } from 'aws-cdk-lib/assertions';
import { plain } from './plain.ts';

/** A function of ours as the template has it, with its environment and its permissions in plain words. */
export type DeployedFunction = {
  readonly name: string;
  readonly logicalId: string;
  readonly environment: Readonly<Record<string, string>>;
  /** By resource: the actions on it, sorted and without their service's name. */
  readonly permissions: Readonly<Record<string, string>>;
  readonly managedPolicies: readonly unknown[];
};

/** Every function that carries its name in `Metadata.billow.function`; CDK's own helpers do not. */
export function functionsOf(template: Template): readonly DeployedFunction[] {
  const roles = template.findResources('AWS::IAM::Role');
  return Object.entries(template.findResources('AWS::Lambda::Function')).flatMap(([logicalId, fn]) => {
    const name: unknown = fn['Metadata']?.billow?.function;
    if (typeof name !== 'string') return [];
    const roleId: string = fn['Properties'].Role['Fn::GetAtt'][0];
    const role = roles[roleId]?.['Properties'];
    const environment = Object.entries(fn['Properties'].Environment.Variables);
    return [
      {
        name,
        logicalId,
        environment: Object.fromEntries(environment.map(([key, value]) => [key, plain(value)])),
        permissions: { ...permissionsOf(role.Policies), ...policiesAttachedTo(template, roleId) },
        managedPolicies: role.ManagedPolicyArns ?? [],
      },
    ];
  });
}

type Statement = {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
};
type Policy = { readonly PolicyDocument: { readonly Statement: readonly Statement[] } };

function permissionsOf(policies: readonly Policy[]): Record<string, string> {
  const actionsOn = new Map<string, Set<string>>();
  for (const { Effect, Action, Resource, NotResource } of policies.flatMap(
    (policy) => policy.PolicyDocument.Statement,
  )) {
    if (Effect !== 'Allow') continue;
    const resources = Resource === undefined ? [`all but ${plain(NotResource)}`] : [Resource].flat().map(plain);
    for (const resource of resources) {
      const actions = actionsOn.get(resource) ?? new Set();
      for (const action of [Action].flat()) actions.add(action.replace(/^[a-z0-9]+:/, ''));
      actionsOn.set(resource, actions);
    }
  }
  return Object.fromEntries([...actionsOn].map(([resource, actions]) => [resource, [...actions].sort().join(' ')]));
}

/** Policies that CDK would add to a role behind our back; they count, too. */
function policiesAttachedTo(template: Template, roleId: string): Record<string, string> {
  const attached = Object.values(template.findResources('AWS::IAM::Policy')).map((policy) => policy['Properties']);
  return permissionsOf(attached.filter(({ Roles }) => Roles.some((role: { Ref?: string }) => role.Ref === roleId)));
}
