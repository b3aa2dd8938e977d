import { runCatalogCommand } from './run-catalog-command.ts';

process.exitCode = await runCatalogCommand(process.argv.slice(2), {
  environment: process.env,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
