import type { EngineResponse } from '../http-server.ts';

/** Text that is XML already: only `element` makes it, so that nothing reaches an answer unescaped. */
export type XmlElement = { readonly xml: string };

export function element(name: string, content: string | readonly XmlElement[]): XmlElement {
  const inner = typeof content === 'string' ? escaped(content) : content.map(({ xml }) => xml).join('');
  return { xml: `<${name}>${inner}</${name}>` };
}

export function xmlResponse(status: number, root: XmlElement): EngineResponse {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

const escaped = (text: string) => text.replace(/[&<>"\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
