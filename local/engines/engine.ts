/**
 * What every engine has in common, and what the runtime may ask of each.
 *
 * `dynamodb/start-dynamo-db.ts`, `sqs/start-sqs.ts`, `s3/start-s3.ts`, `mailbox/start-mailbox.ts` and
 * `cognito/start-cognito.ts` export the functions whose types are at the end of this file.
 *
 * Engines listen on 127.0.0.1 only: they take any credentials, so nothing outside this machine may reach them.
 * Port 0 means any free port (tests); `url` then names the one taken.
 */
export type Engine = {
  /** `http://127.0.0.1:PORT`, without a trailing slash: what `AWS_ENDPOINT_URL_…` wants. */
  readonly url: string;
  /** Finishes what is being answered, writes what is unwritten, frees the port. Safe to call twice. */
  stop(): Promise<void>;
};

type EngineOptions = {
  readonly port: number;
  /** A folder that belongs to this engine alone (made if missing); null keeps everything in memory. */
  readonly dataFolder: string | null;
};

type DynamoDbOptions = EngineOptions & {
  /** Path of a `java` of version 17 or newer; found in JAVA_HOME or PATH when absent. */
  readonly javaPath?: string;
};
export type DynamoDbEngine = Engine & { readonly javaProcessId: number };

export type QueueMessage = {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  /** System attributes as Lambda gets them: ApproximateReceiveCount, SentTimestamp, SenderId, ApproximateFirstReceiveTimestamp. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<
    Record<string, { readonly dataType: string; readonly stringValue?: string; readonly binaryValue?: string }>
  >;
};
export type QueueCounts = { readonly visible: number; readonly inFlight: number; readonly delayed: number };
export type SqsEngine = Engine & {
  queueUrl(queueName: string): string;
  /** `arn:aws:sqs:us-east-1:000000000000:NAME`, for redrive policies. */
  queueArn(queueName: string): string;
  /** Makes the queue, or gives an existing one these attributes (CreateQueue refuses other attributes, as AWS does). */
  ensureQueue(queueName: string, attributes?: Readonly<Record<string, string>>): void;
  /**
   * ReceiveMessage for Lambda's own poller: the same rules (visibility timeout, redrive), without HTTP and without
   * the limit of ten. Waits up to `waitMs` for a first message, then takes what is there up to `maxMessages`.
   */
  receive(
    queueName: string,
    options: { readonly maxMessages: number; readonly waitMs: number; readonly signal?: AbortSignal },
  ): Promise<readonly QueueMessage[]>;
  deleteMessages(queueName: string, receiptHandles: readonly string[]): void;
  /** Makes messages visible again at once: what Lambda's poller does with a batch it could not run (throttled). */
  releaseMessages(queueName: string, receiptHandles: readonly string[]): void;
  /** Throws when the queue does not exist. */
  counts(queueName: string): QueueCounts;
};

type S3Options = EngineOptions & {
  /** The keys that presigned URLs are verified with: those of the functions' environment. Default: `local`, `local`. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
};
export type S3Engine = Engine & {
  ensureBucket(bucketName: string): void;
};

export type MailToDeliver = {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
};
export type StoredMail = {
  readonly messageId: string;
  /** RFC 3339, UTC. */
  readonly receivedAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
};
export type MailboxOptions = EngineOptions & {
  /** Addresses or domains that may send; absent: all. Others are refused as SES refuses an unverified identity. */
  readonly verifiedSenders?: readonly string[];
};
export type MailboxEngine = Engine & {
  /** Puts a mail into the inbox without SES (Cognito's codes come this way); answers its message id. */
  deliver(mail: MailToDeliver): string;
  /** Newest first. */
  messages(): readonly StoredMail[];
};

export type PasswordPolicy = {
  readonly minimumLength: number;
  readonly requireLowercase: boolean;
  readonly requireUppercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
};
export type UserPoolClient = {
  readonly id: string;
  readonly name: string;
  /** Compared as whole strings, as Cognito does. */
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
};
export type UserPool = {
  /** Fixed by the runtime, e.g. `local_operators`; the issuer is `{url}/{id}`. */
  readonly id: string;
  readonly name: string;
  readonly clients: readonly UserPoolClient[];
  readonly groups: readonly string[];
  readonly passwordPolicy: PasswordPolicy;
};
export type UserToCreate = {
  readonly poolId: string;
  readonly email: string;
  readonly password: string;
  readonly groups: readonly string[];
  /** Further attributes by their full name: `{ 'custom:site': 'demo', name: 'Dana Demo' }`. */
  readonly attributes?: Readonly<Record<string, string>>;
};
export type TokenToIssue = {
  readonly poolId: string;
  readonly clientId: string;
  /** An existing user's address; its own groups and attributes are taken, `role` and `site` override them. */
  readonly email?: string;
  /** The one group of the token. Without `email` the token is for a made-up `{role}@billow.dev`. */
  readonly role?: string;
  readonly site?: string;
  /** Default 3600. Negative values make an expired token, for tests. */
  readonly expiresInSeconds?: number;
};
export type CognitoOptions = EngineOptions & {
  readonly pools: readonly UserPool[];
  /** Shown on the sign-in page ("Demo: … / …"); absent: no hint. */
  readonly demoSignIn?: { readonly email: string; readonly password: string };
  /** Where codes and invitations go; absent: they are dropped (AdminCreateUser then needs a TemporaryPassword). */
  readonly deliverMail?: (mail: MailToDeliver) => void;
};
export type CognitoEngine = Engine & {
  /** `iss` of the pool's tokens; the JWKS is at `{issuer}/.well-known/jwks.json`. */
  issuer(poolId: string): string;
  /** Makes the user with a permanent password, or brings an existing one to exactly this state. */
  ensureUser(user: UserToCreate): Promise<void>;
  /** An ID token as a sign-in would give. Over HTTP: POST `{url}/local/token` with the same JSON, answers `{ token }`. */
  issueToken(request: TokenToIssue): Promise<string>;
};

export type StartDynamoDb = (options: DynamoDbOptions) => Promise<DynamoDbEngine>;
export type StartSqs = (options: EngineOptions) => Promise<SqsEngine>;
export type StartS3 = (options: S3Options) => Promise<S3Engine>;
export type StartMailbox = (options: MailboxOptions) => Promise<MailboxEngine>;
export type StartCognito = (options: CognitoOptions) => Promise<CognitoEngine>;
