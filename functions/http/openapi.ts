import * as z from 'zod';
import { CONTRACT } from './contract/contract.ts';
import type { OperationContract } from './contract/operation.ts';
import { problemBody } from './contract/problem-body.ts';
import type { Route } from './routes/route.ts';
import { ROUTES } from './routes.ts';

type Json = { readonly [key: string]: unknown };
type Components = Map<string, Json>;
/** OpenAPI 3.1, as plain JSON. */
export type OpenApiDocument = { readonly openapi: string; readonly [key: string]: unknown };

const ABOUT = `Subscription billing and real-time charging.

Amounts and quantities are decimals as text, times are RFC 3339 in UTC, no end is \`9999-01-01T00:00:00Z\`. Lists give
\`items\` and \`nextCursor\`. Send an \`Idempotency-Key\` with every POST: the same request then acts once and gets the same answer
for two weeks. GET of a single thing gives its version as \`ETag\`; PUT and PATCH name the version that they change in
\`If-Match\`. Every refusal is an RFC 9457 problem with a stable \`code\`.`;

/** What a document must say of each kind of request besides its own words. */
const HEADERS: Readonly<Partial<Record<Route['method'], Json>>> = {
  POST: {
    name: 'idempotency-key',
    in: 'header',
    required: false,
    description: 'The same key and request act once.',
    schema: { type: 'string', maxLength: 128 },
  },
  PUT: {
    name: 'if-match',
    in: 'header',
    required: true,
    description: 'The ETag that was read.',
    schema: { type: 'string' },
  },
  PATCH: {
    name: 'if-match',
    in: 'header',
    required: true,
    description: 'The ETag that was read.',
    schema: { type: 'string' },
  },
};

const SUCCESS: Readonly<Record<string, string>> = {
  200: 'Done',
  201: 'Created',
  202: 'Taken',
  204: 'Done, nothing to say',
  302: 'See the location',
};

const DEFINITIONS = '#/$defs/';

/** References into a schema's own definitions become references into the components. */
function pointed(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith(DEFINITIONS)) {
    return `#/components/schemas/${value.slice(DEFINITIONS.length)}`;
  }
  if (Array.isArray(value)) return value.map(pointed);
  return typeof value === 'object' && value !== null ? pointedObject(value) : value;
}

const pointedObject = (object: object): Json =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, pointed(value)]));

/** A schema's wire form. Schemas with an id go to the components and are referred to. */
function schemaOf(schema: z.ZodType, components: Components): z.core.JSONSchema.BaseSchema {
  const { $schema: _, $defs = {}, ...written } = z.toJSONSchema(schema, { io: 'input' });
  for (const [id, definition] of Object.entries($defs)) components.set(id, pointedObject(definition));
  return pointedObject(written);
}

function parameters(place: 'path' | 'query', schema: z.ZodObject | undefined, components: Components): readonly Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, components);
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...written } = typeof property === 'object' ? property : {};
    const parameter = { name, in: place, required: required.includes(name), schema: written };
    return description === undefined ? parameter : { ...parameter, description };
  });
}

/** The same content in other media types is text. */
const alsoAsText = (types: readonly string[]): Json =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }]));

function bodyOf({ body, example, bodyTextTypes = [] }: OperationContract, components: Components): Json {
  if (body === undefined) return {};
  const content = { schema: schemaOf(body, components), ...(example === undefined ? {} : { example }) };
  return {
    requestBody: {
      required: !body.safeParse(undefined).success,
      content: { 'application/json': content, ...alsoAsText(bodyTextTypes) },
    },
  };
}

/** Which refusals an operation may give by name; every one may give the others, too. */
function problemStatuses({ method, public: isPublic }: Route, { path, query, body }: OperationContract): string[] {
  const statuses = isPublic === true ? [] : ['401', '403'];
  if (path !== undefined) statuses.push('404');
  if (method === 'PUT' || method === 'PATCH') statuses.push('412', '428');
  if (method === 'POST' || method === 'DELETE') statuses.push('409');
  if (query !== undefined || body !== undefined) statuses.push('422');
  return [...statuses, 'default'];
}

function responsesOf(route: Route, contract: OperationContract, components: Components): Json {
  const responses: Record<string, Json> = {};
  for (const [status, schema] of Object.entries(contract.responses)) {
    const description = SUCCESS[status] ?? 'Done';
    responses[status] =
      schema === null || schema === undefined
        ? { description }
        : {
            description,
            content: {
              'application/json': { schema: schemaOf(schema, components) },
              ...alsoAsText(contract.answerTextTypes ?? []),
            },
          };
  }
  for (const status of problemStatuses(route, contract)) responses[status] = { $ref: '#/components/responses/Problem' };
  return responses;
}

const tagOf = ({ path }: Route): string => path.split('/')[2] ?? 'api';

function operationOf(route: Route, contract: OperationContract, components: Components): Json {
  const roles = ['admin', ...route.roles];
  const admits = route.public === true ? 'Needs no sign-in.' : `Roles: ${roles.join(', ')}.`;
  const header = HEADERS[route.method];
  return {
    operationId: route.operation,
    tags: [tagOf(route)],
    summary: contract.summary,
    description: contract.description === undefined ? admits : `${contract.description}\n\n${admits}`,
    ...(route.public === true ? { security: [] } : { 'x-roles': roles }),
    parameters: [
      ...parameters('path', contract.path, components),
      ...parameters('query', contract.query, components),
      ...(header === undefined ? [] : [header]),
    ],
    ...bodyOf(contract, components),
    responses: responsesOf(route, contract, components),
  };
}

function build(): Omit<OpenApiDocument, 'servers'> & { readonly openapi: string } {
  const components: Components = new Map();
  const contracts: Readonly<Record<string, OperationContract>> = CONTRACT;
  const paths: Record<string, Record<string, Json>> = {};
  const tags = new Set<string>();
  for (const route of ROUTES) {
    const contract = contracts[route.operation];
    if (contract === undefined) throw new Error(`${route.operation} has no contract`);
    const item = paths[route.path] ?? {};
    paths[route.path] = { ...item, [route.method.toLowerCase()]: operationOf(route, contract, components) };
    tags.add(tagOf(route));
  }
  const problem = { 'application/problem+json': { schema: schemaOf(problemBody, components) } };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Billow',
      version: '1',
      description: ABOUT,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: [...tags].map((name) => ({ name })),
    security: [{ operator: [] }],
    paths,
    components: {
      securitySchemes: {
        operator: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The ID token of an operator.' },
      },
      responses: { Problem: { description: 'Refused: see code, detail and errors.', content: problem } },
      schemas: Object.fromEntries([...components].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

let built: OpenApiDocument | null = null;

/** The description of the whole API, made once a container. `apiUrl` without a slash at its end. */
export function openApiDocument(apiUrl: string): OpenApiDocument {
  built ??= build();
  return { ...built, servers: [{ url: apiUrl }] };
}
