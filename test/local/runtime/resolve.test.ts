import { expect, test } from 'vitest';
import { evaluateCondition, resolveValue, type Scope } from '../../../local/runtime/template/resolve.ts';

const scope: Scope = {
  ref: (name) => {
    const known: Record<string, unknown> = { Queue: 'http://q/1', 'AWS::Region': 'us-east-1', Many: ['a', 'b'] };
    if (!(name in known)) throw new Error(`no ${name}`);
    return known[name];
  },
  attribute: (id, attribute) => `${id}#${attribute}`,
  condition: (name) => name === 'Yes',
  exported: (name) => `exported ${name}`,
  mapping: (...path) => path.join('/'),
};

test.for([
  { value: { Ref: 'Queue' }, becomes: 'http://q/1' },
  { value: { 'Fn::GetAtt': ['Queue', 'Arn'] }, becomes: 'Queue#Arn' },
  { value: { 'Fn::GetAtt': 'Table.Stream.Arn' }, becomes: 'Table#Stream.Arn' },
  { value: { 'Fn::Join': ['-', ['a', { Ref: 'Queue' }, 7]] }, becomes: 'a-http://q/1-7' },
  { value: { 'Fn::Join': ['+', { Ref: 'Many' }] }, becomes: 'a+b' },
  {
    value: { 'Fn::Sub': `\${Queue} in \${AWS::Region}, \${Queue.Arn}` },
    becomes: 'http://q/1 in us-east-1, Queue#Arn',
  },
  { value: { 'Fn::Sub': [`\${Own}/\${!Literal}`, { Own: { Ref: 'Queue' } }] }, becomes: `http://q/1/\${Literal}` },
  { value: { 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, becomes: 'b' },
  { value: { 'Fn::If': ['Yes', 'then', { Ref: 'Nowhere' }] }, becomes: 'then' },
  { value: { 'Fn::If': ['No', { Ref: 'Nowhere' }, 'else'] }, becomes: 'else' },
  { value: { 'Fn::ImportValue': { 'Fn::Join': [':', ['data', 'Table']] } }, becomes: 'exported data:Table' },
  { value: { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'key'] }, becomes: 'Map/us-east-1/key' },
  { value: { 'Fn::Base64': 'ab' }, becomes: 'YWI=' },
  { value: { 'Fn::GetAZs': '' }, becomes: ['us-east-1a', 'us-east-1b', 'us-east-1c'] },
  {
    value: { a: [{ b: { Ref: 'Queue' } }], n: 1, t: true, z: null },
    becomes: { a: [{ b: 'http://q/1' }], n: 1, t: true, z: null },
  },
])('$value becomes $becomes', ({ value, becomes }) => {
  expect(resolveValue(value, scope)).toEqual(becomes);
});

test('AWS::NoValue leaves its property and its list item out', () => {
  const value = {
    kept: 1,
    gone: { Ref: 'AWS::NoValue' },
    list: ['a', { 'Fn::If': ['No', 'b', { Ref: 'AWS::NoValue' }] }],
  };
  expect(resolveValue(value, scope)).toEqual({ kept: 1, list: ['a'] });
  expect(resolveValue({ Ref: 'AWS::NoValue' }, scope)).toBeUndefined();
});

test.for([
  { expression: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] }, holds: true },
  { expression: { 'Fn::Not': [{ Condition: 'Yes' }] }, holds: false },
  { expression: { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Equals': ['1', 1] }] }, holds: true },
  { expression: { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'No' }] }, holds: false },
])('condition $expression holds: $holds', ({ expression, holds }) => {
  expect(evaluateCondition(expression, scope)).toBe(holds);
});

test.for([
  { value: { 'Fn::Cidr': ['10.0.0.0/16', 2] }, complaint: /does not know the template function Fn::Cidr/ },
  { value: { Ref: 'Nowhere' }, complaint: /no Nowhere/ },
  { value: { 'Fn::Select': [3, ['a']] }, complaint: /asks for item 3 of 1/ },
])('$value is refused rather than guessed', ({ value, complaint }) => {
  expect(() => resolveValue(value, scope)).toThrow(complaint);
});
