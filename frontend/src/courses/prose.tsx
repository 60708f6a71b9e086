/** Text of authors. The server has made it HTML, and only safe HTML. */
import { type Ref, useMemo } from "react";

/** Wide tables and code scroll in themselves, also with the keyboard. */
function scrollable(html: string): string {
  return html
    .replaceAll("<table>", '<div class="scroll" tabindex="0"><table>')
    .replaceAll("</table>", "</table></div>")
    .replaceAll("<pre>", '<pre tabindex="0">');
}

export function Prose({ html, ref }: { html: string; ref?: Ref<HTMLDivElement> }) {
  const content = useMemo(() => ({ __html: scrollable(html) }), [html]);
  return <div ref={ref} className="prose" dangerouslySetInnerHTML={content} />;
}
