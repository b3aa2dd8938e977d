import fc from 'fast-check';

/**
 * fast-check with a fixed seed, so that a run of all tests says something about the change and not about its luck. Chance has
 * a command of its own: `BILLOW_SEED=random npm test -- --project property` draws anew each time, and `BILLOW_SEED=<the
 * printed seed>` brings a failure back.
 */
const wanted = process.env['BILLOW_SEED'];
if (wanted !== 'random') fc.configureGlobal({ seed: wanted === undefined ? 20_261_101 : Number(wanted) });

export { fc };
