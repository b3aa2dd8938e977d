import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});

const template = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resource),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});

const manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      dependencies: z.array(z.string()).default([]),
      properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
});

export type CloudFormationTemplate = z.infer<typeof template>;
export type CloudFormationResource = z.infer<typeof resource>;

/** One stack of the assembly: its CloudFormation name and template. */
export type StackTemplate = { readonly name: string; readonly template: CloudFormationTemplate };

const stackProperties = z.object({ templateFile: z.string(), stackName: z.string().optional() });

/** Reads every stack of a synthesized CDK assembly; a stack comes after the stacks it depends on. */
export function readCloudAssembly(folder: string): readonly StackTemplate[] {
  const { artifacts } = manifest.parse(readJson(join(folder, 'manifest.json')));
  const ordered: StackTemplate[] = [];
  const visited = new Set<string>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (visited.has(id) || artifact === undefined) return;
    visited.add(id);
    for (const dependency of artifact.dependencies) visit(dependency);
    if (artifact.type !== 'aws:cloudformation:stack') return;
    const { templateFile, stackName } = stackProperties.parse(artifact.properties);
    ordered.push({ name: stackName ?? id, template: parseTemplate(readJson(join(folder, templateFile))) });
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return ordered;
}

/** Checks the outline of a template; properties stay unknown until a resource's own schema reads them. */
export function parseTemplate(value: unknown): CloudFormationTemplate {
  return template.parse(value);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
