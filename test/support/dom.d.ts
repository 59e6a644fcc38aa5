// Playwright's types name these types of the page; nothing of ours runs there, so it needs no DOM.
interface Node {
  readonly nodeType: number;
}
interface HTMLElement extends Node {
  readonly innerText: string;
}
interface SVGElement extends Node {
  readonly ownerSVGElement: unknown;
}
type HTMLElementTagNameMap = Readonly<Record<string, HTMLElement>>;
