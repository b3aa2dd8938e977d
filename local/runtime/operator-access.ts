import { jwtAuthorizerProperties } from './http/jwt-authorizer.ts';
import type { ResolvedAssembly } from './template/resolve-assembly.ts';

/** Whose tokens open the API: one pool, and the app client that the console signs in with. */
export type OperatorAccess = { readonly issuer: string; readonly poolId: string; readonly clientId: string };

/** Read off the API's authorizer, so that tokens made here are admitted for the same reason as real ones. */
export function operatorAccessOf(assembly: ResolvedAssembly): OperatorAccess {
  const [authorizer] = assembly.ofType('AWS::ApiGatewayV2::Authorizer');
  if (authorizer === undefined) throw new Error('The template has no authorizer: nobody could sign in');
  const { Issuer, Audience } = jwtAuthorizerProperties.parse(authorizer.properties).JwtConfiguration;
  const [clientId] = Audience;
  if (clientId === undefined) throw new Error(`Authorizer ${authorizer.logicalId} admits no client`);
  return { issuer: Issuer, poolId: Issuer.split('/').at(-1) ?? '', clientId };
}
