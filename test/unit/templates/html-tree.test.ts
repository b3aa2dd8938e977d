import { expect, test } from 'vitest';
import { elementsOf, hasClass, parseHtmlTree } from '../../../templates/pdf/html-tree.ts';

const page = (body: string): string =>
  `<!doctype html><html><head><style>p{}</style></head><body>${body}</body></html>`;

test('reads elements, classes, attributes and text', () => {
  const [block] = elementsOf(
    parseHtmlTree(page('<div class="columns keep" data-width="12">a &lt; b<br><strong>&amp;#39;</strong></div>')),
  );
  expect(block?.classes).toEqual(['columns', 'keep']);
  expect(block?.attributes.get('data-width')).toBe('12');
  expect(block?.children[0]).toEqual({ kind: 'text', text: 'a < b' });
  expect(hasClass(block!, 'keep')).toBe(true);
  expect(elementsOf(block!).map(({ tag }) => tag)).toEqual(['br', 'strong']);
  expect(elementsOf(block!)[1]?.children).toEqual([{ kind: 'text', text: '&#39;' }]);
});

test.for([
  { body: '<script>x</script>', because: 'scripts are outside the subset' },
  { body: '<img src="https://example.com/x.png">', because: 'so is what would be fetched' },
  { body: '<p>a</div>', because: 'another element is open' },
  { body: '<p>a', because: 'it is never closed' },
  { body: '</p>', because: 'nothing is open' },
])('refuses $body: $because', ({ body }) => {
  expect(() => parseHtmlTree(page(body))).toThrow();
});

test('refuses a page without a body', () => {
  expect(() => parseHtmlTree('<p>a</p>')).toThrow('The page has no body');
});
