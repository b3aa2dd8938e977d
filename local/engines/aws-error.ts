/** An answer that AWS itself would give: a refusal with its code and HTTP status. Each protocol writes it in its own form. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
  }
}

/** A call that AWS knows and this engine does not: 501, so that nobody takes a local gap for a cloud behaviour. */
export function notEmulated(call: string): AwsError {
  return new AwsError('NotImplemented', `${call} is not emulated by the local engine.`, 501);
}
