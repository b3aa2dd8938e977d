import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { FUNCTIONS } from '../../infra/functions.ts';
import { STAGES, stageNamed } from '../../infra/stages.ts';
import { functionsOf } from './support/functions.ts';
import { synthesizeStacks } from './support/stacks.ts';

const local = synthesizeStacks('local');
const live = synthesizeStacks('live');
const trial = synthesizeStacks('trial');

/** What only a deployment needs, and the runtime on one machine leaves out. */
const AT_DEPLOYMENT = /^Custom::|^AWS::(Lambda::LayerVersion|IAM::|Logs::)/;

const typesOf = (template: Template): readonly string[] => {
  const resources: Record<string, { Type: string }> = template.toJSON()['Resources'];
  const ours = Object.entries(resources).filter(([id]) => !id.startsWith('Custom'));
  return ours.map(([, { Type }]) => Type).filter((type) => !AT_DEPLOYMENT.test(type));
};

describe.for(['data', 'app'] as const)('the %s stack', (part) => {
  test('has the same resources on one machine as in the cloud', () => {
    expect([...typesOf(local[part])].sort()).toEqual([...typesOf(live[part])].sort());
  });

  test('stays well below the 500 resources that CloudFormation takes', () => {
    expect(Object.keys(live[part].toJSON()['Resources']).length).toBeLessThan(330);
  });
});

test('a function is told and allowed the same on one machine as in the cloud', () => {
  const described = (template: Template) =>
    functionsOf(template).map(({ name, environment, permissions }) => ({ name, environment, permissions }));
  expect(described(local.app)).toEqual(described(live.app));
});

test('every function says which bundle it runs', () => {
  const functions = functionsOf(local.app);
  expect(functions).toHaveLength(FUNCTIONS.length);
  for (const { name, logicalId } of functions) {
    const { Metadata, Properties } = local.app.findResources('AWS::Lambda::Function')[logicalId] ?? {};
    expect(Metadata).toMatchObject({ billow: { function: name } });
    expect(Properties).toMatchObject({ Handler: 'index.handler', Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  }
});

test('logs are kept as long as the stage says, never for ever', () => {
  for (const [{ app, data }, days] of [
    [local, STAGES.local.logRetentionDays],
    [trial, STAGES.trial.logRetentionDays],
    [live, STAGES.live.logRetentionDays],
  ] as const) {
    const logs = [app, data].flatMap((template) => Object.values(template.findResources('AWS::Logs::LogGroup')));
    expect(new Set(logs.map(({ Properties }) => Properties.RetentionInDays))).toEqual(new Set([days]));
    expect(new Set(logs.map(({ DeletionPolicy }) => DeletionPolicy))).toEqual(new Set(['Delete']));
  }
});

test('no function of ours writes a log that nobody declared', () => {
  const functions = Object.values(live.app.findResources('AWS::Lambda::Function'));
  const undeclared = functions.filter(
    ({ Properties, Metadata }) => Metadata?.billow && !Properties.LoggingConfig?.LogGroup,
  );
  expect(undeclared).toEqual([]);
});

test('nothing is traced unless a stage asks for it', () => {
  const traced = Object.values(live.app.findResources('AWS::Lambda::Function')).filter(
    ({ Properties }) => Properties.TracingConfig,
  );
  expect(traced).toEqual([]);
});

test('an unknown stage is refused with the names of those there are', () => {
  expect(() => stageNamed('prod')).toThrow('There is no stage "prod"; infra/stages.ts has local, trial, live.');
});
