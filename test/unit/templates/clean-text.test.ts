import { expect, test } from 'vitest';
import { cleanLine, cleanText } from '../../../templates/liquid/clean-text.ts';
import { escapeHtml } from '../../../templates/liquid/escape-html.ts';
import { fc } from '../../support/chance.ts';

test.for([
  { value: 'a\u0000b\u0007c', reads: 'abc', because: 'control characters are no text' },
  { value: 'line\n\ttab', reads: 'line\n\ttab', because: 'line feeds and tabs are' },
  { value: 'exe.\u202egpj', reads: 'exe.gpj', because: 'a direction override would show exe.jpg' },
  { value: 'half \ud83d', reads: 'half \ufffd', because: 'half a character cannot be written' },
  { value: 'שלום 👍🏽', reads: 'שלום 👍🏽', because: 'other scripts and emoji are text' },
  { value: ['a', 'b'], reads: 'ab', because: 'lists print their items' },
  { value: undefined, reads: '', because: 'nothing prints nothing' },
  { value: { secret: 1 }, reads: '', because: 'objects print nothing' },
])('cleans $value: $because', ({ value, reads }) => {
  expect(cleanText(value)).toBe(reads);
});

test('escapes every character that means something in HTML', () => {
  expect(escapeHtml(`<a href='x' title="y">&`)).toBe('&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;');
});

test('a line is one line, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const line = cleanLine(`${text}\r\nBcc: everyone@example.com\u2028${text}\n`);
      expect(line).not.toMatch(/[\r\n\u0085\u2028\u2029]/);
      expect(line.length).toBeLessThanOrEqual(200);
      expect(line.isWellFormed()).toBe(true);
    }),
  );
});
