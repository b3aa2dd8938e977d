import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type BillingFigures, benchBilling } from './billing.ts';
import { type BundleFigures, benchBundles } from './bundles.ts';
import { benchRating, type RatingFigures } from './rating.ts';

/** `npm run bench`: prints figures and ratios, tests nothing. `-- --json` prints them as one JSON object and nothing else. */
const root = join(import.meta.dirname, '..');
const asJson = process.argv.includes('--json');

execFileSync(process.execPath, [join(root, 'infra', 'build', 'build.ts')], { stdio: ['ignore', 'ignore', 'inherit'] });
const rating = await benchRating();
const billing = await benchBilling();
const bundles = await benchBundles(root);

if (asJson) console.log(JSON.stringify({ rating, billing, bundles }));
else {
  printRating(rating);
  printBilling(billing);
  printBundles(bundles);
}

function printRating(figures: readonly RatingFigures[]): void {
  console.log('\nRating worker, per event (batches of 1,000; DynamoDB capacity units; on-demand us-east-1 prices)\n');
  console.log('events/group   requests   write units   read units   CPU µs   USD/million');
  for (const row of figures) {
    console.log(
      [
        String(row.eventsPerGroup).padStart(12),
        row.requestsPerEvent.toFixed(4).padStart(11),
        row.writeUnitsPerEvent.toFixed(4).padStart(14),
        row.readUnitsPerEvent.toFixed(4).padStart(13),
        row.cpuMicrosPerEvent.toFixed(1).padStart(9),
        row.usdPerMillionEvents.toFixed(3).padStart(14),
      ].join(''),
    );
  }
  const [one] = figures;
  const last = figures.at(-1);
  if (one !== undefined && last !== undefined) {
    const ratio = one.usdPerMillionEvents / last.usdPerMillionEvents;
    console.log(`\nAn event alone in its batch costs ${ratio.toFixed(1)} times one among ${last.eventsPerGroup}.`);
  }
}

function printBilling(figures: BillingFigures): void {
  const { requestsPerBill, writeUnitsPerBill, readUnitsPerBill, cpuMillisPerBill } = figures;
  console.log('\nA billing night, per bill: from the start of the run to the mail that announces the invoice\n');
  console.log(`requests      ${requestsPerBill.toFixed(1)}`);
  console.log(`write units   ${writeUnitsPerBill.toFixed(1)}`);
  console.log(`read units    ${readUnitsPerBill.toFixed(1)}`);
  console.log(`CPU ms        ${cpuMillisPerBill.toFixed(1)}`);
}

function printBundles(figures: readonly BundleFigures[]): void {
  console.log('\nFunctions as deployed (minified; CPU of the import, median of 5)\n');
  console.log('function              KB   import CPU ms');
  for (const { function: name, kilobytes, importCpuMs } of figures) {
    console.log(`${name.padEnd(17)}${kilobytes.toFixed(1).padStart(8)}${importCpuMs.toFixed(1).padStart(16)}`);
  }
}
