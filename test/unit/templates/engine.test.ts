import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../templates/liquid/create-engine.ts';
import { escapeHtml } from '../../../templates/liquid/escape-html.ts';
import { renderTemplate } from '../../../templates/liquid/render-template.ts';

const LIMITS = { parseCharacters: 10_000, renderMs: 50, memoryUnits: 20_000 };
const SETTINGS = { locale: 'en-US', currency: 'USD', timeZone: 'UTC' };

const print = (template: string, variables: Readonly<Record<string, unknown>> = {}): string => {
  const engine = createEngine(escapeHtml, LIMITS);
  return renderTemplate(engine, engine.parse(template), variables, SETTINGS);
};

describe('what a template may not do', () => {
  test.for([
    { template: '{{ name | raw }}', because: 'it would print unescaped' },
    { template: "{% include '/etc/passwd' %}", because: 'it would read a file' },
    { template: "{% render 'other' %}", because: 'it would read a file' },
    { template: "{% layout 'other' %}", because: 'it would read a file' },
    { template: '{{ total | plus: 1 }}', because: 'it would count in floats' },
    { template: '{% increment counter %}', because: 'it would change the document' },
    { template: `{{ "${'x'.repeat(10_001)}" }}`, because: 'it is too long' },
  ])('does not parse $template: $because', ({ template }) => {
    expect(() => print(template)).toThrow();
  });

  test('run longer than its time', () => {
    const loops =
      '{% for a in list %}{% for b in list %}{% for c in list %}{{ c }}{% endfor %}{% endfor %}{% endfor %}';
    const engine = createEngine(escapeHtml, { ...LIMITS, memoryUnits: 1e9 });
    const list = Array.from({ length: 1_000 }, (_, index) => index);
    expect(() => renderTemplate(engine, engine.parse(loops), { list }, SETTINGS)).toThrow(
      /template render limit exceeded/,
    );
  });

  test('take more memory than it was given', () => {
    const doubling =
      "{% assign text = 'xxxxxxxx' %}{% for i in (1..40) %}{% assign text = text | append: text %}{% endfor %}";
    expect(() => print(doubling)).toThrow(/memory alloc limit exceeded/);
  });

  test.for(['{{ name.constructor }}', '{{ document.__proto__ }}', '{{ document.toString }}', '{{ constructor.name }}'])(
    'reach behind plain data with %s',
    (template) => {
      expect(print(template, { name: 'x', document: {} })).toBe('');
    },
  );
});

describe('what a template prints', () => {
  test.for([
    { template: '[{{ missing }}]', prints: '[]', because: 'a missing variable is empty' },
    { template: '[{{ a.b.c }}]', prints: '[]', because: 'so is one below it' },
    {
      template: '[{{ missing | money }}{{ missing | date }}{{ missing | period }}{{ missing | quantity }}]',
      prints: '[]',
      because: 'also through a filter',
    },
    { template: '{{ object }}', prints: '', because: 'an object has no words' },
    {
      template: '{{ "<b>" }}',
      prints: '&lt;b&gt;',
      because: 'a template cannot print markup by way of a value either',
    },
    { template: '{{ "1" | money }}', prints: '$1.00', because: 'currency and locale come from the document' },
    { template: '{{ "1" | money: "EUR" }}', prints: '€1.00', because: 'unless it says another' },
    { template: '{{ "SI56191000000123438" | iban }}', prints: 'SI56 1910 0000 0123 438', because: 'groups of four' },
    { template: '{{ "-0.50" | sign }}{{ "0.00" | sign }}{{ "3" | sign }}', prints: '-101', because: 'a sign compares' },
    {
      template: '{{ "2.93" | negate }} {{ "-2.93" | negate }} {{ "0" | negate }}',
      prints: '-2.93 2.93 0',
      because: 'nothing stays nothing',
    },
    { template: '{{ "javascript:alert(1)" | link }}', prints: '', because: 'only web addresses are links' },
    {
      template: '{{ "https://a.example/?x=1&y=2" | link }}',
      prints: 'https://a.example/?x=1&amp;y=2',
      because: 'escaped for the attribute',
    },
    { template: '{{ 2003 | beyond: 2000 }}', prints: '3', because: 'that many are left out' },
    {
      template: '{{ words.pageOf | fill: page: "1" }}',
      prints: 'Page 1 of ',
      because: 'a place without a value is empty',
    },
  ])('$template prints “$prints”: $because', ({ template, prints }) => {
    expect(print(template, { object: { a: 1 } })).toBe(prints);
  });

  test('a value that looks like a template is only text', () => {
    expect(print('{{ name }}', { name: '{{ 1 | money }}{% raw %}' })).toBe('{{ 1 | money }}{% raw %}');
  });
});
