import { type Language, languageOf } from '../format/locale.ts';
import { DE } from './de.ts';
import { EN, type Words } from './en.ts';
import { SL } from './sl.ts';

const WORDS: Readonly<Record<Language, Words>> = { en: EN, de: DE, sl: SL };

export const wordsFor = (locale: string): Words => WORDS[languageOf(locale)];
