import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import * as z from 'zod';
import { conversionMap } from './convert-bundle.ts';

/** Replaces positions in a bundle by positions in the sources it was made from. */
export type PositionTranslator = (text: string) => string;

/**
 * Makes the stacks of a function's errors readable: `dist/usage/index.mjs:47:29691` becomes `functions/http/routes.ts:125:72`.
 * The maps are read at the first error only and forgotten again, as they are larger than the code; what they said is kept.
 * @param file the bundle; its map lies beside it
 */
export function translatePositions(file: string): PositionTranslator {
  const known = new Map<string, string>();
  const mapFile = `${file}.map`;
  return (text) => {
    if (!text.includes(`${file}:`) || !existsSync(mapFile)) return text;
    const positions = [...new Set([...text.matchAll(positionsIn(file))].map(([position]) => position))];
    if (positions.some((position) => !known.has(position))) {
      const lookUp = sourceLookUp(file, mapFile);
      for (const position of positions) known.set(position, lookUp(position) ?? position);
    }
    return text.replace(positionsIn(file), (position) => known.get(position) ?? position);
  };
}

function positionsIn(file: string): RegExp {
  return new RegExp(`${file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}:\\d+:\\d+`, 'g');
}

/** esbuild wrote it; Node checks nothing either. */
const payload = z.custom<SourceMapPayload>((value) => typeof value === 'object' && value !== null);

/** Two steps back: from the converted code to the bundle, from the bundle to the source. */
function sourceLookUp(file: string, mapFile: string): (position: string) => string | null {
  const toBundle = new SourceMap(payload.parse(JSON.parse(conversionMap(readFileSync(file, 'utf8')))));
  const toSource = new SourceMap(payload.parse(JSON.parse(readFileSync(mapFile, 'utf8'))));
  return (position) => {
    const [line = 1, column = 1] = position
      .slice(file.length + 1)
      .split(':')
      .map(Number);
    const inBundle = toBundle.findEntry(line - 1, column - 1);
    if (!('originalLine' in inBundle)) return null;
    const inSource = toSource.findEntry(inBundle.originalLine, inBundle.originalColumn);
    if (!('originalLine' in inSource)) return null;
    const source = relative(process.cwd(), resolve(dirname(file), inSource.originalSource));
    return `${source}:${inSource.originalLine + 1}:${inSource.originalColumn + 1}`;
  };
}
