import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { startCognito } from '../../../local/engines/cognito/start-cognito.ts';
import type { CognitoEngine, CognitoOptions, MailToDeliver, UserPool } from '../../../local/engines/engine.ts';

export const CALLBACK = 'http://127.0.0.1:7411/signed-in';
export const LOGOUT = 'http://127.0.0.1:7411/signed-out';
export const PASSWORD = 'Billow-demo-2026!';

export const OPERATORS: UserPool = {
  id: 'local_operators',
  name: 'operators',
  clients: [{ id: 'console', name: 'console', callbackUrls: [CALLBACK], logoutUrls: [LOGOUT] }],
  groups: ['admin', 'finance'],
  passwordPolicy: {
    minimumLength: 12,
    requireLowercase: true,
    requireUppercase: true,
    requireNumbers: true,
    requireSymbols: true,
  },
};

const SELF_CARE: UserPool = {
  ...OPERATORS,
  id: 'local_selfcare',
  name: 'self-care',
  clients: [{ id: 'portal', name: 'portal', callbackUrls: [CALLBACK], logoutUrls: [] }],
  groups: [],
};

export type Cognito = {
  readonly engine: CognitoEngine;
  readonly api: CognitoIdentityProviderClient;
  readonly mails: MailToDeliver[];
  close(): Promise<void>;
};

/** Two pools, one operator (`dana@billow.dev`, finance, site demo), and the mails that were sent. */
export async function startWithOperator(options: Partial<CognitoOptions> = {}): Promise<Cognito> {
  const mails: MailToDeliver[] = [];
  const engine = await startCognito({
    port: 0,
    dataFolder: null,
    pools: [OPERATORS, SELF_CARE],
    deliverMail: (mail) => mails.push(mail),
    ...options,
  });
  await engine.ensureUser({
    poolId: OPERATORS.id,
    email: 'dana@billow.dev',
    password: PASSWORD,
    groups: ['finance'],
    attributes: { 'custom:site': 'demo', name: 'Dana Demo' },
  });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const api = new CognitoIdentityProviderClient({ endpoint: engine.url, region: 'us-east-1', credentials });
  const close = async () => {
    api.destroy();
    await engine.stop();
  };
  return { engine, api, mails, close };
}

export const lastCode = (mails: readonly MailToDeliver[]) => /\d{6}$/.exec(mails.at(-1)?.text ?? '')?.[0] ?? '';
