import type { StageName } from './stages.ts';

/** `data` is what must outlive a deployment, `app` is what can be built again from the sources. */
export type StackPart = 'data' | 'app';

/** A stack's name, and by `<name>.template.json` its template in the synthesized assembly. */
export const stackName = (stage: StageName, part: StackPart): string => `billow-${stage}-${part}`;
