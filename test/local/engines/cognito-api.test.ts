import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  CreateGroupCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Cognito, lastCode, OPERATORS, PASSWORD, startWithOperator } from './cognito-fixture.ts';

const UserPoolId = OPERATORS.id;
const Username = 'dana@billow.dev';
let cognito: Cognito;
beforeEach(async () => {
  cognito = await startWithOperator();
});
afterEach(async () => {
  vi.useRealTimers();
  await cognito.close();
});

const signIn = (name = Username, password = PASSWORD) =>
  cognito.api.send(
    new InitiateAuthCommand({
      ClientId: 'console',
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: name, PASSWORD: password },
    }),
  );
const refresh = (token: string | undefined) =>
  cognito.api.send(
    new InitiateAuthCommand({
      ClientId: 'console',
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: token ?? '' },
    }),
  );

test('an ID token verifies against the published keys and carries the claims that the API reads', async () => {
  const { AuthenticationResult: tokens } = await signIn('Dana@Billow.dev');
  const issuer = cognito.engine.issuer(UserPoolId);
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  const { payload, protectedHeader } = await jwtVerify(tokens?.IdToken ?? '', keys, { issuer, audience: 'console' });
  expect(protectedHeader.alg).toBe('RS256');
  expect(payload).toMatchObject({
    email: Username,
    email_verified: true,
    name: 'Dana Demo',
    'custom:site': 'demo',
    'cognito:groups': ['finance'],
    'cognito:username': payload.sub,
    token_use: 'id',
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  const access = await jwtVerify(tokens?.AccessToken ?? '', keys, { issuer });
  expect(access.payload).toMatchObject({ client_id: 'console', token_use: 'access', 'cognito:groups': ['finance'] });
  expect(access.payload.aud).toBeUndefined();
});

test('a refresh keeps the time of the sign-in and takes the groups of now', async () => {
  const first = (await signIn()).AuthenticationResult;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7_200_000 });
  await cognito.api.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: 'admin' }));
  const second = (await refresh(first?.RefreshToken)).AuthenticationResult;
  const [before, after] = [first, second].map((tokens) => decodeJwt(tokens?.IdToken ?? ''));
  expect(after?.['auth_time']).toBe(before?.['auth_time']);
  expect(after?.['origin_jti']).toBe(before?.['origin_jti']);
  expect(after?.iat).toBeGreaterThan((before?.iat ?? 0) + 7_000);
  expect(after?.['cognito:groups']).toEqual(['finance', 'admin']);
  expect(second?.RefreshToken).toBeUndefined();
});

test('a disabled user can neither sign in nor refresh until enabled again', async () => {
  const tokens = (await signIn()).AuthenticationResult;
  await cognito.api.send(new AdminDisableUserCommand({ UserPoolId, Username }));
  await expect(signIn()).rejects.toMatchObject({ name: 'NotAuthorizedException', message: 'User is disabled.' });
  await expect(refresh(tokens?.RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  expect((await cognito.api.send(new AdminGetUserCommand({ UserPoolId, Username }))).Enabled).toBe(false);
  await cognito.api.send(new AdminEnableUserCommand({ UserPoolId, Username }));
  expect((await signIn()).AuthenticationResult?.IdToken).toBeDefined();
});

test('an unknown user and a wrong password are refused in the same words', async () => {
  const refusals = await Promise.allSettled([signIn(Username, 'Wrong-password-1!'), signIn('nobody@billow.dev')]);
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({
      reason: { name: 'NotAuthorizedException', message: 'Incorrect username or password.' },
    });
  }
});

test('a created user gets a temporary password by mail, must change it, and is then confirmed', async () => {
  const created = await cognito.api.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: 'new@billow.dev',
      UserAttributes: [{ Name: 'custom:site', Value: 'demo' }],
    }),
  );
  expect(created.User?.UserStatus).toBe('FORCE_CHANGE_PASSWORD');
  expect(cognito.mails.at(-1)?.to).toEqual(['new@billow.dev']);
  const temporary = /password is (\S+)$/.exec(cognito.mails.at(-1)?.text ?? '')?.[1];
  const challenge = await signIn('new@billow.dev', temporary);
  expect(challenge).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED', Session: expect.any(String) });
  expect(challenge.AuthenticationResult).toBeUndefined();
  const answer = (password: string) =>
    cognito.api.send(
      new RespondToAuthChallengeCommand({
        ClientId: 'console',
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session: challenge.Session,
        ChallengeResponses: { USERNAME: 'new@billow.dev', NEW_PASSWORD: password },
      }),
    );
  await expect(answer('short')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
  const { AuthenticationResult } = await answer('My-own-password-1');
  expect(decodeJwt(AuthenticationResult?.IdToken ?? '')).toMatchObject({
    email: 'new@billow.dev',
    'custom:site': 'demo',
  });
  await expect(answer('My-own-password-2')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  expect((await signIn('new@billow.dev', 'My-own-password-1')).AuthenticationResult?.IdToken).toBeDefined();
});

test('a user exists once per address, and after deletion no longer', async () => {
  const create = new AdminCreateUserCommand({ UserPoolId, Username: 'DANA@billow.dev', MessageAction: 'SUPPRESS' });
  await expect(cognito.api.send(create)).rejects.toMatchObject({ name: 'UsernameExistsException' });
  await cognito.api.send(new AdminDeleteUserCommand({ UserPoolId, Username }));
  const get = new AdminGetUserCommand({ UserPoolId, Username });
  await expect(cognito.api.send(get)).rejects.toMatchObject({ name: 'UserNotFoundException' });
});

test.for([
  { password: 'Short-1', because: 'Password not long enough' },
  { password: 'no-upper-case-1', because: 'Password must have uppercase characters' },
  { password: 'NO-LOWER-CASE-1', because: 'Password must have lowercase characters' },
  { password: 'No-number-at-all', because: 'Password must have numeric characters' },
  { password: 'NoSymbolAtAll12', because: 'Password must have symbol characters' },
])('the policy refuses $password: $because', async ({ password: Password, because }) => {
  const set = new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true });
  await expect(cognito.api.send(set)).rejects.toMatchObject({
    name: 'InvalidPasswordException',
    message: expect.stringContaining(because),
  });
  expect((await signIn()).AuthenticationResult).toBeDefined();
});

test('a password set by an administrator must be changed, unless it is permanent', async () => {
  const set = (Permanent: boolean) =>
    cognito.api.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: 'From-the-admin-1', Permanent }),
    );
  await set(false);
  expect((await signIn(Username, 'From-the-admin-1')).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  await set(true);
  expect((await signIn(Username, 'From-the-admin-1')).AuthenticationResult).toBeDefined();
});

const confirm = (ConfirmationCode: string, Password = 'After-the-reset-1') =>
  cognito.api.send(new ConfirmForgotPasswordCommand({ ClientId: 'console', Username, ConfirmationCode, Password }));

test('a required reset voids the password until the mailed code has set a new one', async () => {
  await cognito.api.send(new AdminResetUserPasswordCommand({ UserPoolId, Username }));
  await expect(signIn()).rejects.toMatchObject({ name: 'PasswordResetRequiredException' });
  const { UserStatus } = await cognito.api.send(new AdminGetUserCommand({ UserPoolId, Username }));
  expect(UserStatus).toBe('RESET_REQUIRED');
  await confirm(lastCode(cognito.mails));
  expect((await signIn(Username, 'After-the-reset-1')).AuthenticationResult).toBeDefined();
  await expect(confirm(lastCode(cognito.mails))).rejects.toMatchObject({ name: 'ExpiredCodeException' });
});

test('a forgotten password takes a code that is right, fresh, and not guessed at', async () => {
  const forgot = (name: string) => cognito.api.send(new ForgotPasswordCommand({ ClientId: 'console', Username: name }));
  const { CodeDeliveryDetails } = await forgot(Username);
  expect(CodeDeliveryDetails?.Destination).toBe('d***@b***');
  const code = lastCode(cognito.mails);
  const wrong = code === '000000' ? '000001' : '000000';
  for (let guess = 1; guess <= 5; guess += 1) {
    await expect(confirm(wrong)).rejects.toMatchObject({ name: 'CodeMismatchException' });
  }
  await expect(confirm(code)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  await forgot(Username);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_700_000 });
  await expect(confirm(lastCode(cognito.mails))).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  const sent = cognito.mails.length;
  await forgot('nobody@billow.dev');
  expect(cognito.mails).toHaveLength(sent);
});

test('groups are joined, left and listed; only groups that exist', async () => {
  const GroupName = 'pricing';
  const join = new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName });
  await expect(cognito.api.send(join)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await cognito.api.send(new CreateGroupCommand({ UserPoolId, GroupName }));
  await cognito.api.send(join);
  await cognito.api.send(new AdminRemoveUserFromGroupCommand({ UserPoolId, Username, GroupName: 'finance' }));
  const { Groups } = await cognito.api.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }));
  expect(Groups?.map((group) => group.GroupName)).toEqual(['pricing']);
});

test('attributes change, an address moves with them, and users are found by them', async () => {
  await cognito.api.send(
    new AdminUpdateUserAttributesCommand({
      UserPoolId,
      Username,
      UserAttributes: [
        { Name: 'email', Value: 'Dana.New@billow.dev' },
        { Name: 'custom:site', Value: 'north' },
      ],
    }),
  );
  const { AuthenticationResult } = await signIn('dana.new@billow.dev');
  expect(decodeJwt(AuthenticationResult?.IdToken ?? '')).toMatchObject({ 'custom:site': 'north' });
  const find = async (Filter: string) =>
    (await cognito.api.send(new ListUsersCommand({ UserPoolId, Filter }))).Users?.length;
  expect(await find('email ^= "dana.n"')).toBe(1);
  expect(await find('email = "dana@billow.dev"')).toBe(0);
});

test('users are listed in pages', async () => {
  for (const name of ['a', 'b', 'c']) {
    const create = { UserPoolId, Username: `${name}@billow.dev`, MessageAction: 'SUPPRESS' } as const;
    await cognito.api.send(new AdminCreateUserCommand(create));
  }
  const seen: number[] = [];
  let PaginationToken: string | undefined;
  do {
    const page = await cognito.api.send(new ListUsersCommand({ UserPoolId, Limit: 3, PaginationToken }));
    seen.push(page.Users?.length ?? 0);
    PaginationToken = page.PaginationToken;
  } while (PaginationToken);
  expect(seen).toEqual([3, 1]);
});

test('a pool does not know the users and clients of another', async () => {
  const elsewhere = new AdminGetUserCommand({ UserPoolId: 'local_selfcare', Username });
  await expect(cognito.api.send(elsewhere)).rejects.toMatchObject({ name: 'UserNotFoundException' });
  const crossed = new AdminInitiateAuthCommand({
    UserPoolId,
    ClientId: 'portal',
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: Username, PASSWORD },
  });
  await expect(cognito.api.send(crossed)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('what is not emulated answers 501 and says so', async () => {
  const describe = cognito.api.send(new DescribeUserPoolCommand({ UserPoolId }));
  await expect(describe).rejects.toMatchObject({ name: 'NotImplemented', $metadata: { httpStatusCode: 501 } });
  const srp = { ClientId: 'console', AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: Username } } as const;
  await expect(cognito.api.send(new InitiateAuthCommand(srp))).rejects.toThrow('not emulated');
});

test('users, sessions and the signing key survive a restart; the key is readable by its owner alone', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'billow-cognito-'));
  await cognito.close();
  cognito = await startWithOperator({ dataFolder });
  const tokens = (await signIn()).AuthenticationResult;
  await cognito.api.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: 'Another-one-12', Permanent: true }),
  );
  const port = Number(new URL(cognito.engine.url).port);
  await cognito.close();

  cognito = await startWithOperator({ dataFolder, port });
  expect(statSync(join(dataFolder, 'signing-key.json')).mode & 0o077).toBe(0);
  const issuer = cognito.engine.issuer(UserPoolId);
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  await jwtVerify(tokens?.IdToken ?? '', keys, { issuer, audience: 'console' });
  expect((await refresh(tokens?.RefreshToken)).AuthenticationResult?.IdToken).toBeDefined();
  expect((await signIn()).AuthenticationResult).toBeDefined(); // ensureUser brought the demo password back
  rmSync(dataFolder, { recursive: true });
});
