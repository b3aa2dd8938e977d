/** Dice that fall the same way every time: a story that is told again is the same story. */
export type Dice = {
  /** A whole number from `least` to `most`. */
  readonly roll: (least: number, most: number) => number;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
};

/** Park and Miller's minimal generator: enough for a story, and the same on every machine. */
export function steadyDice(seed: number): Dice {
  let state = seed;
  const roll = (least: number, most: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return least + (state % (most - least + 1));
  };
  return { roll, pick: (choices) => choices[roll(0, choices.length - 1)] ?? choices[0] };
}
