import { useEffect, useMemo, useRef, useState } from 'react';

type DocumentFrameProps = { readonly title: string; readonly html: string };

/**
 * Shows a document in a frame without scripts. The console's content policy allows no style within pages, and frames inherit it:
 * the document's own styles are taken out and adopted as constructed style sheets, which the policy allows.
 */
export function DocumentFrame({ title, html }: DocumentFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const { markup, styles } = useMemo(() => apart(html), [html]);
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([markup], { type: 'text/html;charset=utf-8' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [markup]);
  const dress = (): void => {
    const page = frame.current?.contentDocument;
    const view = page?.defaultView;
    if (page == null || view == null) return;
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(styles);
    page.adoptedStyleSheets = [sheet];
  };
  return url === undefined ? null : (
    <iframe ref={frame} className="document-frame" title={title} src={url} sandbox="allow-same-origin" onLoad={dress} />
  );
}

const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/gi;

function apart(html: string): { readonly markup: string; readonly styles: string } {
  const styles = [...html.matchAll(STYLE)].map((match) => match[1] ?? '').join('\n');
  return { markup: html.replace(STYLE, ''), styles };
}
