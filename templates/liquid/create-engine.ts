import { Liquid } from 'liquidjs';
import { registerFilters } from './filters.ts';

/**
 * What templates may use of the language. Left out on purpose: `raw` (prints unescaped), `include`, `render`, `layout`
 * (read files), arithmetic (floats), `increment` (changes the caller's data).
 */
const TAGS = ['assign', 'break', 'capture', 'case', 'comment', 'continue', 'cycle', 'echo', 'for', 'if', 'unless', '#'];
const FILTERS = [
  'append',
  'capitalize',
  'default',
  'downcase',
  'first',
  'join',
  'last',
  'prepend',
  'replace',
  'reverse',
];
const MORE_FILTERS = ['size', 'slice', 'split', 'strip', 'truncate', 'upcase', 'where'];

export type EngineLimits = {
  readonly parseCharacters: number;
  readonly renderMs: number;
  readonly memoryUnits: number;
};

/** Far above what an honest document needs (100 pages: 300 ms), far below what hurts a worker. */
const LIMITS: EngineLimits = { parseCharacters: 200_000, renderMs: 5_000, memoryUnits: 20_000_000 };

/**
 * A Liquid that only prints: own properties of plain data, every output through `outputEscape`, no files, no floats, limits on
 * length, time and memory. A missing variable prints nothing; an unknown filter or tag does not parse.
 */
export function createEngine(outputEscape: (value: unknown) => string, limits: EngineLimits = LIMITS): Liquid {
  const engine = new Liquid({
    outputEscape,
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    relativeReference: false,
    dynamicPartials: false,
    templates: {},
    parseLimit: limits.parseCharacters,
    renderLimit: limits.renderMs,
    memoryLimit: limits.memoryUnits,
  });
  for (const tag of Object.keys(engine.tags)) if (!TAGS.includes(tag)) delete engine.tags[tag];
  for (const filter of Object.keys(engine.filters)) {
    if (!FILTERS.includes(filter) && !MORE_FILTERS.includes(filter)) engine.unregisterFilter(filter);
  }
  registerFilters(engine);
  return engine;
}
