import { relative } from 'node:path';
import { DEMO_OPERATOR } from './demo-operator.ts';
import { styled } from './screen.ts';
import type { StackFile } from './stack-file.ts';

/** What a person wants to know once everything runs. */
export function welcome(stack: StackFile, options: { readonly dataFolder: string; readonly seconds: number }): string {
  const { urls, usageQueueUrl } = stack;
  const rows = [
    ['Console', urls['console'], ''],
    ['Sign in', DEMO_OPERATOR.email, DEMO_OPERATOR.password],
    ['Mailbox', urls['mailbox'], 'every mail and text message that would have been sent'],
    ['API', urls['api'], 'npm run --silent token -- --role admin'],
    ['API docs', `${urls['api']}/v1/openapi.json`, ''],
    ['Usage queue', usageQueueUrl, ''],
    ['Data', nearPath(options.dataFolder), 'begin anew: npm start -- --reset'],
  ];
  const lines = rows.map(
    ([name = '', value = '', note = '']) =>
      `  ${styled('dim', name.padEnd(12))} ${name === 'Console' ? styled('bold', value) : value}${note ? `   ${styled('dim', note)}` : ''}`,
  );
  return [
    '',
    ...lines,
    '',
    `  ${styled('green', `Ready in ${options.seconds.toFixed(1)} s.`)} Stop with Ctrl-C.`,
    '',
  ].join('\n');
}

/** As a person would write it: relative when it lies below, absolute elsewhere. */
function nearPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith('..') ? path : near;
}
