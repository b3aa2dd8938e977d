/** An answer that is not the one asked for: RFC 9457, or no answer at all (status 0). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  /** What to do about it, in words. */
  readonly detail: string | undefined;
  readonly fields: readonly { readonly pointer: string; readonly message: string }[];
  /** Support asks for it. */
  readonly requestId: string | undefined;

  constructor({ status, code, title, detail, errors, instance }: ProblemParts) {
    super(title);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.fields = errors ?? [];
    this.requestId = instance;
  }
}

type ProblemParts = {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[] | undefined;
  readonly instance?: string | undefined;
};

const isParts = (body: unknown): body is ProblemParts =>
  typeof body === 'object' && body !== null && 'title' in body && 'code' in body;

/** Reads the body of a refusal; gateways answer without one that we know. */
export const problemOf = (status: number, body: unknown): Problem =>
  isParts(body)
    ? new Problem({ ...body, status })
    : new Problem({ status, code: `http.${status}`, title: `HTTP ${status}` });

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem({
        status: 0,
        code: 'network',
        title: 'The API cannot be reached',
        detail: error instanceof Error ? error.message : String(error),
      });
