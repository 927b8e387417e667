import * as dagre from '@dagrejs/dagre';
import type { SupplyGraph } from '../../supply-chain/index.js';

interface Point {
  x: number;
  y: number;
}

/** What of the library is used here: its own types do not resolve under our module settings. */
interface LaidOut {
  setGraph(label: Record<string, unknown>): void;
  setDefaultEdgeLabel(label: () => object): void;
  setNode(key: string, node: Node): void;
  setEdge(from: string, to: string): void;
  graph(): { width?: number; height?: number };
  nodes(): string[];
  node(key: string): Node;
  edges(): { v: string; w: string }[];
  edge(edge: { v: string; w: string }): { points: Point[] };
}
const { Graph, layout } = dagre as unknown as {
  Graph: new () => LaidOut;
  layout: (graph: LaidOut) => void;
};

interface Node {
  x: number;
  y: number;
  width: number;
  height: number;
  label: string;
  kind: 'vendor' | 'tool' | 'supplier';
  href?: string;
  /** What is to be seen of it beside its name. */
  note?: string;
  marked?: boolean;
}

export interface GraphDrawing {
  width: number;
  height: number;
  nodes: (Node & { textX: number; textY: number; noteY: number })[];
  /** Paths of SVG. */
  edges: string[];
}

/** Nodes that are drawn: vendor, tools and suppliers together. */
export const mostNodes = 60;
const size = { width: 210, height: 44 } as const;
const longest = 26;
const cut = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;

/** Which tools fit into a drawing of `mostNodes` with their suppliers, the most important first. */
export function fitting({ tools, more }: SupplyGraph): SupplyGraph {
  const suppliers = new Set<string>();
  let nodes = 1;
  const at = tools.findIndex(({ supplierId }) => {
    nodes += supplierId === null || suppliers.has(supplierId) ? 1 : 2;
    if (supplierId !== null) suppliers.add(supplierId);
    return nodes > mostNodes;
  });
  const drawn = at < 0 ? tools : tools.slice(0, at);
  return { tools: drawn, more: more + tools.length - drawn.length };
}

/** Vendor, tools, suppliers from left to right. A supplier that is the vendor itself leads back to it: a circle does no harm. */
export function drawingOf(
  vendor: { id: string; name: string },
  { tools }: SupplyGraph,
): GraphDrawing {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 12, ranksep: 70, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const node = (key: string, told: Omit<Node, 'x' | 'y' | 'width' | 'height'>) =>
    graph.setNode(key, { x: 0, y: 0, ...size, ...told });
  node('vendor', { label: cut(vendor.name), kind: 'vendor', href: `/vendors/${vendor.id}` });
  // The library draws what it is told last uppermost: the most important tools come first.
  for (const tool of tools.toReversed()) {
    const flags = [
      ...(tool.holdsCredentials ? ['holds credentials'] : []),
      ...(tool.seesOurData ? ['sees our data'] : []),
    ];
    const note = flags.join(', ') || (tool.direct ? '' : 'inside another tool');
    node(tool.id, {
      ...{ label: cut(tool.name), kind: 'tool', href: `/tools/${tool.id}` },
      ...(note ? { note } : {}),
      marked: flags.length > 0,
    });
    graph.setEdge('vendor', tool.id);
    if (tool.supplierId === null) continue;
    if (tool.supplierVendorId === vendor.id) {
      graph.setEdge(tool.id, 'vendor');
      continue;
    }
    node(tool.supplierId, {
      label: cut(tool.supplier ?? ''),
      kind: 'supplier',
      href: tool.supplierVendorId
        ? `/vendors/${tool.supplierVendorId}`
        : `/suppliers/${tool.supplierId}`,
      ...(tool.supplierVendorId ? { note: 'a vendor of ours' } : {}),
      marked: tool.supplierVendorId !== null,
    });
    graph.setEdge(tool.id, tool.supplierId);
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const nodes = graph.nodes().map((key) => {
    const told = graph.node(key);
    const [x, y] = [told.x - size.width / 2, told.y - size.height / 2].map(Math.round) as [
      number,
      number,
    ];
    return { ...told, x, y, textX: x + 10, textY: y + (told.note ? 19 : 27), noteY: y + 35 };
  });
  const edges = graph.edges().map((edge) => pathOf(graph.edge(edge)));
  return { width: Math.ceil(width), height: Math.ceil(height), nodes, edges };
}

const pathOf = ({ points }: { points: Point[] }): string =>
  points
    .map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${Math.round(x)} ${Math.round(y)}`)
    .join(' ');
