import * as z from 'zod';
import { AwsError, notEmulated } from '../aws-error.ts';
import type { UserPool } from '../engine.ts';
import { type ApiCall, apiCall } from './api-call.ts';
import { type CognitoContext, findClient, openSession, poolOf, refreshSession } from './cognito-context.ts';
import { TOKEN_SECONDS, type Tokens } from './tokens.ts';
import type { User } from './user-store.ts';

/** Tokens of the API, not of the hosted pages, carry this one scope. */
const API_SCOPE = 'aws.cognito.signin.user.admin';

const parameters = z.record(z.string(), z.string()).default({});
const ofClient = z.object({ ClientId: z.string() });
const authentication = ofClient.extend({ AuthFlow: z.string(), AuthParameters: parameters });
const challengeAnswer = ofClient.extend({
  ChallengeName: z.string(),
  Session: z.string().default(''),
  ChallengeResponses: parameters,
});
const ofPool = { UserPoolId: z.string() };

export const SIGN_IN_CALLS: Readonly<Record<string, ApiCall>> = {
  InitiateAuth: apiCall(authentication, (input, context) =>
    authenticate(context, {
      ...input,
      pool: poolOfClient(context, input.ClientId),
      passwordFlow: 'USER_PASSWORD_AUTH',
    }),
  ),
  AdminInitiateAuth: apiCall(authentication.extend(ofPool), (input, context) => {
    const pool = checkedPool(context, input);
    return authenticate(context, { ...input, pool, passwordFlow: 'ADMIN_USER_PASSWORD_AUTH' });
  }),
  RespondToAuthChallenge: apiCall(challengeAnswer, (input, context) => answerChallenge(context, input)),
  AdminRespondToAuthChallenge: apiCall(challengeAnswer.extend(ofPool), (input, context) => {
    checkedPool(context, input);
    return answerChallenge(context, input);
  }),
  ForgotPassword: apiCall(ofClient.extend({ Username: z.string().min(1) }), ({ ClientId, Username }, context) => {
    context.directory.sendResetCode(poolOfClient(context, ClientId), Username);
    const Destination = Username.replace(/^(.).*?(@.).*?$/, '$1***$2***');
    return { CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination } };
  }),
  ConfirmForgotPassword: apiCall(
    ofClient.extend({ Username: z.string(), ConfirmationCode: z.string(), Password: z.string() }),
    async ({ ClientId, Username: name, ConfirmationCode: code, Password: password }, context) => {
      await context.directory.resetPassword(poolOfClient(context, ClientId), { name, code, password });
    },
  ),
};

type Authentication = z.infer<typeof authentication> & { readonly pool: UserPool; readonly passwordFlow: string };

async function authenticate(context: CognitoContext, request: Authentication): Promise<unknown> {
  const { pool, ClientId: clientId, AuthFlow, AuthParameters, passwordFlow } = request;
  if (AuthFlow === 'REFRESH_TOKEN_AUTH' || AuthFlow === 'REFRESH_TOKEN') {
    return authenticated(await refreshSession(context, AuthParameters['REFRESH_TOKEN'] ?? '', clientId));
  }
  if (AuthFlow !== passwordFlow) throw notEmulated(`The authentication flow ${AuthFlow} of this call`);
  const { USERNAME = '', PASSWORD = '' } = AuthParameters;
  const { kind, user } = await context.directory.signIn(pool, USERNAME, PASSWORD);
  if (kind === 'signedIn') return authenticated(await open(context, user, clientId));
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: context.challenges.issue({ poolId: pool.id, clientId, username: user.username }),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: '[]',
      userAttributes: JSON.stringify(user.attributes),
    },
  };
}

async function answerChallenge(context: CognitoContext, answer: z.infer<typeof challengeAnswer>): Promise<unknown> {
  if (answer.ChallengeName !== 'NEW_PASSWORD_REQUIRED') throw notEmulated(`The challenge ${answer.ChallengeName}`);
  const challenge = context.challenges.find(answer.Session);
  if (challenge === null || challenge.clientId !== answer.ClientId) {
    throw new AwsError('NotAuthorizedException', 'Invalid session for the user, session is expired.');
  }
  const pool = poolOf(context, challenge.poolId);
  const user = context.directory.get(pool, challenge.username);
  const changed = await context.directory.setPassword(pool, user, answer.ChallengeResponses['NEW_PASSWORD'] ?? '');
  context.challenges.take(answer.Session);
  return authenticated(await open(context, changed, answer.ClientId));
}

const open = (context: CognitoContext, user: User, clientId: string) =>
  openSession(context, { user, clientId, scope: API_SCOPE });

const authenticated = (tokens: Tokens & { readonly refreshToken?: string }) => ({
  AuthenticationResult: {
    AccessToken: tokens.accessToken,
    IdToken: tokens.idToken,
    ...(tokens.refreshToken === undefined ? {} : { RefreshToken: tokens.refreshToken }),
    ExpiresIn: TOKEN_SECONDS,
    TokenType: 'Bearer',
  },
});

function poolOfClient(context: CognitoContext, clientId: string): UserPool {
  const found = findClient(context, clientId);
  if (found === null) throw new AwsError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
  return found.pool;
}

function checkedPool(
  context: CognitoContext,
  input: { readonly UserPoolId: string; readonly ClientId: string },
): UserPool {
  const pool = poolOfClient(context, input.ClientId);
  if (pool.id === poolOf(context, input.UserPoolId).id) return pool;
  throw new AwsError('ResourceNotFoundException', `User pool client ${input.ClientId} does not exist.`);
}
