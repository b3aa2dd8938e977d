/** What differs between environments: fetched before anything else, never built in. */
export type ConsoleConfig = {
  readonly apiUrl: string;
  /** Issuer of the operators' user pool. */
  readonly authority: string;
  readonly clientId: string;
  /** Origin of the hosted sign-in pages. */
  readonly cognitoDomain: string;
  readonly environment: string;
  readonly mailboxUrl?: string;
};

export async function loadConfig(): Promise<ConsoleConfig> {
  const response = await fetch('/config.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`config.json answered ${response.status}`);
  const config: unknown = await response.json();
  if (!isConfig(config)) throw new Error('config.json lacks a setting');
  return config;
}

const NEEDED = ['apiUrl', 'authority', 'clientId', 'cognitoDomain', 'environment'];

const isConfig = (value: unknown): value is ConsoleConfig =>
  typeof value === 'object' && value !== null && NEEDED.every((name) => typeof Reflect.get(value, name) === 'string');
