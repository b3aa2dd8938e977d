/**
 * CloudFront Function: the console's own paths (`/customers/1001`, `/catalog/plans/ev.2014`) all answer with its one
 * page. Files are what lies in /assets/ and what lies at the root with an extension; no error page is mapped, so that
 * an error of the API stays one.
 */
export const CONSOLE_PATHS = `
function handler(event) {
  var request = event.request;
  if (!/^\\/(assets\\/.+|[^\\/]+\\.[A-Za-z0-9]+)$/.test(request.uri)) request.uri = '/index.html';
  return request;
}
`.trim();
