import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import { type ApiCall, apiCall, attributeList, attributesFrom, attributesOf, userFacts } from './api-call.ts';
import { poolOf } from './cognito-context.ts';
import { checkPassword, hashPassword, temporaryPassword } from './password.ts';
import type { User } from './user-store.ts';

const ofPool = z.object({ UserPoolId: z.string() });
const ofUser = ofPool.extend({ Username: z.string().min(1) });
const ofGroup = ofUser.extend({ GroupName: z.string().min(1) });

/** Calls of administrators: whoever reaches the engine may make them, as on AWS whoever IAM admits. */
export const ADMIN_CALLS: Readonly<Record<string, ApiCall>> = {
  AdminCreateUser: apiCall(
    ofUser.extend({
      TemporaryPassword: z.string().optional(),
      UserAttributes: attributeList,
      MessageAction: z.enum(['SUPPRESS', 'RESEND']).optional(),
    }),
    async (input, context) => {
      const pool = poolOf(context, input.UserPoolId);
      const password = input.TemporaryPassword ?? temporaryPassword(pool.passwordPolicy);
      checkPassword(password, pool.passwordPolicy);
      const passwordHash = await hashPassword(password);
      if (input.MessageAction === 'RESEND') {
        const known = context.directory.get(pool, input.Username);
        if (known.status !== 'FORCE_CHANGE_PASSWORD') {
          throw new AwsError('UnsupportedUserStateException', 'Resend not possible. The user has a password already.');
        }
        const invited = context.directory.change(known, { passwordHash });
        context.directory.invite(invited, password);
        return { User: { ...userFacts(invited), Attributes: attributesOf(invited) } };
      }
      const attributes = { ...attributesFrom(input.UserAttributes), email: input.Username };
      const user = context.directory.create(pool, attributes, passwordHash);
      if (input.MessageAction === undefined) context.directory.invite(user, password);
      return { User: { ...userFacts(user), Attributes: attributesOf(user) } };
    },
  ),
  AdminSetUserPassword: apiCall(
    ofUser.extend({ Password: z.string(), Permanent: z.boolean().default(false) }),
    async ({ UserPoolId, Username, Password, Permanent }, context) => {
      const pool = poolOf(context, UserPoolId);
      const user = await context.directory.setPassword(pool, context.directory.get(pool, Username), Password);
      if (!Permanent) context.directory.change(user, { status: 'FORCE_CHANGE_PASSWORD' });
    },
  ),
  AdminGetUser: apiCall(ofUser, ({ UserPoolId, Username }, context) => {
    const user = context.directory.get(poolOf(context, UserPoolId), Username);
    return { ...userFacts(user), UserAttributes: attributesOf(user) };
  }),
  AdminUpdateUserAttributes: apiCall(ofUser.extend({ UserAttributes: attributeList }), (input, context) => {
    const user = context.directory.get(poolOf(context, input.UserPoolId), input.Username);
    const { email = user.email, ...others } = attributesFrom(input.UserAttributes);
    const holder = context.store.find(user.poolId, email);
    if (holder !== null && holder.username !== user.username) {
      throw new AwsError('AliasExistsException', 'An account with the given email already exists.');
    }
    const normalised = email.trim().toLowerCase();
    const attributes = { ...user.attributes, ...others, email: normalised };
    context.directory.change(user, { email: normalised, attributes });
  }),
  AdminDisableUser: changeUser(() => ({ isEnabled: false })),
  AdminEnableUser: changeUser(() => ({ isEnabled: true })),
  AdminDeleteUser: apiCall(ofUser, ({ UserPoolId, Username }, context) => {
    context.store.delete(context.directory.get(poolOf(context, UserPoolId), Username));
  }),
  AdminResetUserPassword: apiCall(ofUser, ({ UserPoolId, Username }, context) => {
    context.directory.requireReset(context.directory.get(poolOf(context, UserPoolId), Username));
  }),
  AdminAddUserToGroup: apiCall(ofGroup, ({ UserPoolId, Username, GroupName }, context) => {
    const user = context.directory.get(poolOf(context, UserPoolId), Username);
    if (!context.store.groups(UserPoolId).includes(GroupName)) {
      throw new AwsError('ResourceNotFoundException', 'Group not found.');
    }
    context.directory.change(user, { groups: [...new Set([...user.groups, GroupName])] });
  }),
  AdminRemoveUserFromGroup: apiCall(ofGroup, ({ UserPoolId, Username, GroupName }, context) => {
    const user = context.directory.get(poolOf(context, UserPoolId), Username);
    context.directory.change(user, { groups: user.groups.filter((name) => name !== GroupName) });
  }),
  AdminListGroupsForUser: apiCall(ofUser, ({ UserPoolId, Username }, context) => {
    const { groups } = context.directory.get(poolOf(context, UserPoolId), Username);
    return { Groups: groups.map((GroupName) => ({ GroupName, UserPoolId })) };
  }),
  CreateGroup: apiCall(ofPool.extend({ GroupName: z.string().min(1) }), ({ UserPoolId, GroupName }, context) => {
    poolOf(context, UserPoolId);
    if (context.store.groups(UserPoolId).includes(GroupName)) {
      throw new AwsError('GroupExistsException', 'A group with the name already exists.');
    }
    context.store.addGroup(UserPoolId, GroupName);
    return { Group: { GroupName, UserPoolId } };
  }),
  ListUsers: apiCall(
    ofPool.extend({
      Filter: z.string().optional(),
      Limit: z.int().min(0).max(60).default(60),
      PaginationToken: z.string().optional(),
    }),
    ({ UserPoolId, Filter, Limit, PaginationToken }, context) => {
      const all = context.store.list(poolOf(context, UserPoolId).id).filter(filterOf(Filter));
      const start = Number.parseInt(PaginationToken ?? '0', 10) || 0;
      const end = start + Limit;
      return {
        Users: all.slice(start, end).map((user) => ({ ...userFacts(user), Attributes: attributesOf(user) })),
        ...(end < all.length ? { PaginationToken: String(end) } : {}),
      };
    },
  ),
};

function changeUser(changes: () => Partial<User>): ApiCall {
  return apiCall(ofUser, ({ UserPoolId, Username }, context) => {
    context.directory.change(context.directory.get(poolOf(context, UserPoolId), Username), changes());
  });
}

/** `email = "a@b.c"` and `email ^= "a"` (begins with), over every attribute that Cognito can search. */
function filterOf(filter: string | undefined): (user: User) => boolean {
  if (filter === undefined || filter.trim() === '') return () => true;
  const match = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"([^"]*)"\s*$/.exec(filter);
  if (match === null) throw new AwsError('InvalidParameterException', `Error while parsing filter: ${filter}`);
  const [, name = '', operator, wanted = ''] = match;
  return (user) => {
    const actual = attributeOf(user, name);
    return operator === '=' ? actual === wanted : actual.startsWith(wanted);
  };
}

function attributeOf(user: User, name: string): string {
  switch (name) {
    case 'sub':
    case 'username':
      return user.username;
    case 'cognito:user_status':
      return user.status;
    case 'status':
      return user.isEnabled ? 'Enabled' : 'Disabled';
    default:
      return user.attributes[name] ?? '';
  }
}
