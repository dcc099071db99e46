/**
 * Takes out of html`…` and svg`…` in what licensees download what a browser does not see: indentation, white space at the
 * edges of blocks, quotes round a single word.
 */
import type { Plugin } from 'vite';

type Node = { type: string; start: number; end: number };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, see);
  }
}

type Template = Node & { tag: Node & { name?: string }; quasi: { quasis: Node[] } };

function isMarkup(node: Node): node is Template {
  return node.type === 'TaggedTemplateExpression' && /^(html|svg)$/.test((node as Template).tag.name ?? '');
}

/** A line begins and ends with each of these, and white space there is not seen. No sheet of ours sets one into a line. */
const BLOCK =
  '</?(?:article|details|dialog|div|dd|dl|dt|fieldset|form|h[1-6]|header|legend|li|ol|p|section|summary|ul)';

const AFTER_BLOCK = new RegExp(String.raw`(${BLOCK}(?:\s[^<>]*)?>)\n`, 'g');
const BEFORE_BLOCK = new RegExp(String.raw`\n(?=${BLOCK}[\s>])`, 'g');

/** A piece of markup between two expressions. */
export function leanMarkup(piece: string): string {
  return piece
    .replace(/\n\s*/g, '\n')
    .replace(/\n(?=\/?>)/g, '')
    .replace(AFTER_BLOCK, '$1')
    .replace(BEFORE_BLOCK, '')
    .replace(/\n/g, ' ')
    .replace(/="([\w-]+)"(?=[\s>])/g, '=$1');
}

export function leanTemplates(): Plugin {
  return {
    name: 'smart-support:lean-templates',
    enforce: 'post',
    transform(code, id) {
      if (!/[\\/]widget[\\/].*\.ts$/.test(id) || !/\b(html|svg)`/.test(code)) return null;
      const pieces: Node[] = [];
      visit(this.parse(code), (node) => {
        if (isMarkup(node)) pieces.push(...node.quasi.quasis);
      });
      pieces.sort((a, b) => b.start - a.start);
      let lean = code;
      for (const { start, end } of pieces) {
        const piece = lean.slice(start, end);
        if (piece.includes('<!--')) this.error(`${id}: a comment in a template is downloaded by everybody`);
        lean = lean.slice(0, start) + leanMarkup(piece) + lean.slice(end);
      }
      return { code: lean, map: null };
    },
  };
}
