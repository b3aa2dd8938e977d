import { synthesize } from './synthesize.ts';

/** What the CDK command line runs (cdk.json); stage and other settings come as context. */
synthesize();
