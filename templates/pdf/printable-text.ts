/** Characters that steer other characters and print nothing themselves, also where a font draws them (soft hyphen). */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Text that a font can print: composed (`e` + accent → `é`), without invisible characters, wide forms narrowed (`￥` → `¥`),
 * and what is still missing shown as `�`, once per missing character. PDF/A forbids the empty box of a missing glyph,
 * and a dropped name would be worse than a marked one. Marks that the font cannot place are dropped.
 */
export function printableText(text: string, covers: (codePoint: number) => boolean): string {
  const composed = text.normalize('NFC').replaceAll(INVISIBLE, '');
  let printable = '';
  for (const character of composed) printable += printableCharacter(character, covers);
  return printable;
}

function printableCharacter(character: string, covers: (codePoint: number) => boolean): string {
  const isCovered = (text: string) => [...text].every((each) => covers(each.codePointAt(0) ?? 0));
  if (/[\t\n ]/.test(character) || isCovered(character)) return character;
  const narrowed = character.normalize('NFKC');
  if (isCovered(narrowed)) return narrowed;
  return /^\p{M}$/u.test(character) ? '' : '\ufffd';
}
