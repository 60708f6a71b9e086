/** A receipt as an element: for the screen, and for the print of the browser. */
import type { Receipt } from "./content.ts";
import type { Width } from "./escpos.ts";
import { rows, type Row } from "./layout.ts";
import "./paper.css";
import type { Language } from "./words.ts";

const CSS_PIXEL_MM = 25.4 / 96;
/** A roll ends behind the receipt, and no row falls on a second page. */
const SPARE_MM = 2;

/** Return a receipt as an element that looks like paper of this width. */
export function receiptElement(receipt: Receipt, width: Width, language: Language): HTMLElement {
  const paper = element("div", `paper paper-${width}`);
  paper.lang = language;
  paper.append(...rows(receipt, language).flatMap(written));
  return paper;
}

function element(tag: string, className: string, text?: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function pair(className: string, left: string, right: string): HTMLElement {
  const made = element("p", `pair ${className}`);
  // The blank is for those who hear or copy the row.
  made.append(element("span", "", left), " ", element("span", "", right));
  return made;
}

function written({ role, cells: [first = "", ...others] }: Row): HTMLElement[] {
  if (role === "heading") return [];
  if (role === "rule") return [document.createElement("hr")];
  if (role === "item") return [element("p", "name", first), pair(role, others.slice(0, -1).join(" × "), others.at(-1) ?? "")];
  return [others.length ? pair(role, first, others[0]!) : element("p", role, first)];
}

/** Print a receipt by the browser, on a page as wide as the roll and as long as the receipt. */
export function printInBrowser(receipt: Receipt, width: Width, language: Language): void {
  const paper = receiptElement(receipt, width, language);
  paper.classList.add("paper-to-print");
  document.body.append(paper);
  const page = new CSSStyleSheet();
  page.replaceSync(`@page { size: ${width}mm ${heightOf(paper, width)}mm; margin: 0 }`);
  document.adoptedStyleSheets.push(page);
  const clear = () => {
    paper.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== page);
  };
  window.addEventListener("afterprint", clear, { once: true });
  window.print();
}

/** Return how long the printed receipt is, in whole millimetres: lay it out as the print does, out of sight. */
function heightOf(paper: HTMLElement, width: Width): number {
  const style = { display: "block", position: "absolute", visibility: "hidden", padding: "2mm 0", lineHeight: "1.4", width: "", fontSize: "" };
  [style.width, style.fontSize] = width === "58" ? ["48mm", "7.5pt"] : ["72mm", "9pt"];
  Object.assign(paper.style, style);
  const height = Math.ceil(paper.getBoundingClientRect().height * CSS_PIXEL_MM) + SPARE_MM;
  paper.removeAttribute("style");
  // A page is never wider than long: browsers would turn it.
  return Math.max(height, Number(width));
}
