import { defineConfig } from 'vitest/config';

type Options = {
  testTimeout?: number;
  environment?: string;
  globalSetup?: string;
  /** Packages that Node cannot load as they are: they import folders and style sheets. */
  inline?: RegExp[];
};

const project = (name: string, options: Options = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    testTimeout: options.testTimeout ?? 10_000,
    hookTimeout: 120_000,
    ...(options.environment ? { environment: options.environment } : {}),
    ...(options.globalSetup ? { globalSetup: options.globalSetup } : {}),
    ...(options.inline ? { server: { deps: { inline: options.inline } } } : {}),
  },
});

/** One project per kind of test (test/README.md says what each asks). */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('unit'),
      project('property', { testTimeout: 60_000 }),
      project('golden', { testTimeout: 30_000 }),
      project('functions', { testTimeout: 20_000 }),
      project('store', { testTimeout: 60_000, globalSetup: 'test/store/start-dynamodb.ts' }),
      project('infra', { testTimeout: 120_000 }),
      project('local', { testTimeout: 60_000 }),
      project('scenario', { testTimeout: 180_000 }),
      project('console', { environment: 'jsdom', testTimeout: 30_000, inline: [/@cloudscape-design/] }),
    ],
  },
});
