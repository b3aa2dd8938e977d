import type { Artifacts } from './artifacts/prepare-artifacts.ts';
import type { Pace } from './sources/connect-sources.ts';

/** 0 means any free port. */
export type Ports = {
  readonly api: number;
  readonly console: number;
  readonly dynamoDb: number;
  readonly sqs: number;
  readonly s3: number;
  readonly mailbox: number;
  readonly signIn: number;
};

export type StackOptions = {
  /** Default: the project's own, built when its sources changed. */
  readonly artifacts?: Artifacts;
  /** Where everything is kept. Default null: in memory, gone with the stack. */
  readonly dataFolder?: string | null;
  /** Default: free ones. */
  readonly ports?: Ports;
  /** Default: as fast as possible. */
  readonly pace?: Pace;
  /** Let schedules fire on real time? Default false: a test that runs past midnight must not bill. */
  readonly schedules?: boolean;
  /** Serve the console, and build it when its sources changed? Default false. */
  readonly console?: boolean;
  /** Shown on the sign-in page. */
  readonly demoSignIn?: { readonly email: string; readonly password: string };
  /** Values for template parameters without default. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Called with the name of a part that is being built. */
  readonly onBuild?: (part: string) => void;
};

export const FREE_PORTS: Ports = { api: 0, console: 0, dynamoDb: 0, sqs: 0, s3: 0, mailbox: 0, signIn: 0 };

/** For tests: no waiting for full windows, failures come again at once. */
export const BRISK: Pace = { longestWindowMs: 20, retryAfterMs: 0, streamPollMs: 20 };

/** For people: windows as the template has them, but nobody waits minutes for a second try. */
export const INTERACTIVE: Pace = { retryAfterMs: 2_000, streamPollMs: 250 };
