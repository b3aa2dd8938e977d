/**
 * Who may import whom. Each rule's comment tells where the line should live instead; the rooms' READMEs say why.
 * Direction: doors → use cases → events → domain; use cases see ports; doors wire adapters in.
 */
const PACKAGES = '^node_modules/';
const packages = (...names) => `^node_modules/(${names.join('|')})(/|$)`;

export default {
  forbidden: [
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'The domain takes values and gives values. Put I/O into a use case or an adapter and pass the value in.',
      from: { path: '^domain/' },
      to: { pathNot: ['^domain/', packages('decimal\\.js', 'temporal-polyfill')] },
    },
    {
      name: 'one-decimal',
      severity: 'error',
      comment:
        'Dec of domain/money/decimal.ts is the one decimal. The library behind it is what its test compares it with.',
      from: { pathNot: '^(domain/money/decimal|test/property/decimal\\.test)\\.ts$' },
      to: { path: packages('decimal\\.js') },
    },
    {
      name: 'one-calendar',
      severity: 'error',
      comment: 'Only domain/time knows calendars and zones. Add a function there.',
      from: { pathNot: '^(domain/time/|test/unit/time/|node_modules/)' },
      to: { path: packages('temporal-polyfill') },
    },
    {
      name: 'one-chance',
      severity: 'error',
      comment: 'The seed of property tests is set once, in test/support/chance.ts. Import fc from there.',
      from: { pathNot: '^test/support/chance\\.ts$' },
      to: { path: packages('fast-check') },
    },
    {
      name: 'events-are-contracts',
      severity: 'error',
      comment: 'A contract knows zod and the domain. What is done with a message belongs to functions/.',
      from: { path: '^events/' },
      to: { pathNot: ['^(events|domain)/', packages('zod')] },
    },
    {
      name: 'templates-draw',
      severity: 'error',
      comment: 'Templates turn a view model into a document. Load and store in functions/; compute in domain/.',
      from: { path: '^templates/' },
      to: {
        path: ['^(events|functions|infra|local|console|bench|test)/', packages('@aws-sdk', 'electrodb', '@middy')],
      },
    },
    {
      name: 'use-cases-see-ports',
      severity: 'error',
      comment: 'A use case never sees an adapter or a door. Add a function to functions/ports.ts and pass it in.',
      from: { path: '^functions/use-cases/' },
      to: {
        path: [
          '^functions/(adapters|http/(?!contract/|routes\\.ts$)|queue|schedule|stream)/',
          packages('@aws-sdk', 'electrodb', '@middy'),
        ],
      },
    },
    {
      name: 'ports-are-types',
      severity: 'error',
      comment: 'Ports are what use cases need, in words of the domain; how it is done belongs to an adapter.',
      from: { path: '^functions/(ports|records)\\.ts$' },
      to: { path: ['^functions/(adapters|http|queue|schedule|stream)/', PACKAGES] },
    },
    {
      name: 'adapters-know-aws',
      severity: 'error',
      comment:
        'Only functions/adapters imports an AWS client or ElectroDB. A door makes the client there and passes it on.',
      from: { path: '^functions/', pathNot: '^functions/adapters/' },
      to: { path: packages('@aws-sdk', 'electrodb') },
    },
    {
      name: 'contracts-stand-alone',
      severity: 'error',
      comment: 'The console imports the HTTP contracts: what they import travels into the browser. Keep them to zod.',
      from: { path: '^functions/http/(contract/|routes\\.ts$|routes/)' },
      to: {
        dependencyTypesNot: ['type-only'],
        pathNot: [
          '^functions/http/(contract/|routes\\.ts$|routes/)',
          '^events/',
          '^domain/',
          packages('zod', 'zod-openapi'),
        ],
      },
    },
    {
      name: 'infra-names-paths',
      severity: 'error',
      comment: 'Infrastructure names entry files by path. It shares only plain data: table-shape.ts and the routes.',
      from: { path: '^infra/' },
      to: {
        path: '^(domain|events|functions|templates|local|console|bench|test)/',
        pathNot: '(/(table-shape|routes)\\.ts|/http/routes/[a-z]+\\.ts)$',
      },
    },
    {
      name: 'console-shares-contracts',
      severity: 'error',
      comment: 'The console shares contracts, not code: functions/http/contract and the routes.',
      from: { path: '^console/' },
      to: {
        path: '^(domain|events|functions|templates|infra|local|bench|test)/',
        pathNot: '^functions/http/(contract/|routes\\.ts$|routes/)',
      },
    },
    {
      name: 'nobody-needs-the-workshop',
      severity: 'error',
      comment:
        'local, bench and test exist to run and to prove the product. What the product needs of them belongs to a room of its own.',
      from: { path: '^(domain|events|functions|templates|infra|console)/' },
      to: { path: '^(local|bench|test)/' },
    },
    {
      name: 'what-is-deployed-is-a-dependency',
      severity: 'error',
      comment:
        'Functions are bundled from dependencies; a devDependency in them would be an accident (mails are compiled before).',
      from: { path: '^(domain|events|functions|templates)/', pathNot: '^templates/mail/compile\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Two files that need each other are one rule, or a third file is missing.',
      from: { pathNot: PACKAGES },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-found',
      severity: 'error',
      comment: 'The import leads nowhere (virtual: modules are made by a build plugin).',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.build|cdk\\.out|coverage|fixtures)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.d.ts', '.mjs', '.js', '.json'],
    },
  },
};
