const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * How long to wait after the first, second, … failed try. Ten waits, about three days in all: a restart is over within the first ones, a
 * weekend within the last. After the eleventh try it is given up.
 */
export const BACK_OFF_SECONDS: readonly number[] = [
  5,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  12 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** Waits differ by a fifth up and down, so that what failed together does not come back together. */
const LEAST_PER_MILLE = 800;
export const MOST_LUCK = 400;

/**
 * Milliseconds until the next try after `tries` that failed; null when that was the last one. `luck` is a whole number from 0 to MOST_LUCK,
 * by chance: so many thousandths of the wait come on top of the least.
 */
export function backOffMs(tries: number, luck: number, waits: readonly number[] = BACK_OFF_SECONDS): number | null {
  const seconds = waits[tries - 1];
  return seconds === undefined ? null : seconds * (LEAST_PER_MILLE + luck);
}
