/** Print a page of its own, such as a receipt that the shop has laid out. */
const FRAME = "print-frame";

/** Open the browser's print dialog for it. */
export function printPage(page: string): void {
  document.getElementById(FRAME)?.remove();
  const frame = Object.assign(document.createElement("iframe"), { id: FRAME, className: "visually-hidden", tabIndex: -1, srcdoc: page });
  frame.setAttribute("aria-hidden", "true");
  frame.addEventListener("load", () => frame.contentWindow?.print());
  document.body.append(frame);
}
