/** A selection in a shown text as code points of the document, which is how the ledger counts.

What the page shows may differ from the text: a control is shown by its name, in an element with `data-length`, the number
of code points that it stands for. */

export interface Selected {
  start: number;
  end: number;
  text: string;
}

/** Code points from the beginning of `root` to a point in it. */
export function offsetOf(root: Node, node: Node, offset: number): number {
  let count = 0;
  let done = false;
  const walk = (at: Node): void => {
    if (done) return;
    if (at === node && at.nodeType === Node.TEXT_NODE) {
      count += lengthOf((at.textContent ?? "").slice(0, offset));
      done = true;
      return;
    }
    const stands = at instanceof HTMLElement ? at.dataset["length"] : undefined;
    if (stands !== undefined) {
      done = at === node || at.contains(node);
      if (!done || (offset > 0 && at === node)) count += Number(stands);
      return;
    }
    if (at.nodeType === Node.TEXT_NODE) {
      count += lengthOf(at.textContent ?? "");
      return;
    }
    const children = [...at.childNodes];
    for (const [index, child] of children.entries()) {
      if (at === node && index === offset) {
        done = true;
        return;
      }
      walk(child);
      if (done) return;
    }
    if (at === node) done = true;
  };
  walk(root);
  return count;
}

function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The selection inside `root`, whose first code point is number `first` of the document; null when there is none. */
export function selectedIn(root: HTMLElement, first: number): Selected | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  const start = first + offsetOf(root, range.startContainer, range.startOffset);
  const end = first + offsetOf(root, range.endContainer, range.endOffset);
  return start < end ? { start, end, text: range.toString() } : null;
}
