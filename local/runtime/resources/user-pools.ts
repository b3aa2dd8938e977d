import * as z from 'zod';
import type { UserPool, UserPoolClient } from '../../engines/engine.ts';
import type { ResolvedAssembly, ResolvedResource } from '../template/resolve-assembly.ts';

const poolProperties = z.object({
  Policies: z
    .object({
      PasswordPolicy: z
        .object({
          MinimumLength: z.number().default(8),
          RequireLowercase: z.boolean().default(false),
          RequireUppercase: z.boolean().default(false),
          RequireNumbers: z.boolean().default(false),
          RequireSymbols: z.boolean().default(false),
        })
        .optional(),
    })
    .optional(),
});
const clientProperties = z.object({
  UserPoolId: z.string(),
  ClientName: z.string().optional(),
  CallbackURLs: z.array(z.string()).default([]),
  LogoutURLs: z.array(z.string()).default([]),
});
const groupProperties = z.object({ UserPoolId: z.string(), GroupName: z.string() });

/** Cognito's own policy for a pool that sets none. */
const DEFAULT_POLICY = {
  minimumLength: 8,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
};

/** The template's user pools with their app clients and groups, in the form that the Cognito engine takes. */
export function userPoolsOf(assembly: ResolvedAssembly): readonly UserPool[] {
  const clients = assembly.ofType('AWS::Cognito::UserPoolClient').map(clientOf);
  const groups = assembly
    .ofType('AWS::Cognito::UserPoolGroup')
    .map(({ properties }) => groupProperties.parse(properties));
  return assembly.ofType('AWS::Cognito::UserPool').map(({ identity, properties }) => ({
    id: identity.ref,
    name: identity.physicalName,
    clients: clients.filter(({ poolId }) => poolId === identity.ref).map(({ client }) => client),
    groups: groups.filter(({ UserPoolId }) => UserPoolId === identity.ref).map(({ GroupName }) => GroupName),
    passwordPolicy: passwordPolicyOf(properties),
  }));
}

function clientOf({ identity, properties }: ResolvedResource): { poolId: string; client: UserPoolClient } {
  const { UserPoolId, ClientName, CallbackURLs, LogoutURLs } = clientProperties.parse(properties);
  const urls = { callbackUrls: CallbackURLs, logoutUrls: LogoutURLs };
  return { poolId: UserPoolId, client: { id: identity.ref, name: ClientName ?? identity.physicalName, ...urls } };
}

function passwordPolicyOf(properties: unknown): UserPool['passwordPolicy'] {
  const policy = poolProperties.parse(properties).Policies?.PasswordPolicy;
  if (policy === undefined) return DEFAULT_POLICY;
  return {
    minimumLength: policy.MinimumLength,
    requireLowercase: policy.RequireLowercase,
    requireUppercase: policy.RequireUppercase,
    requireNumbers: policy.RequireNumbers,
    requireSymbols: policy.RequireSymbols,
  };
}
