/** Which series lies in which pane, and which pane keys and tools are meant for. Plain values, made anew each time. */
import type { PaneLook } from "./pane-look";
import type { Window } from "./windows";

/** Rows and columns. */
export const LAYOUTS = ["1x1", "1x2", "2x1", "2x2", "2x3"] as const;
export type LayoutName = (typeof LAYOUTS)[number];

/** A series in a pane, and how it is to be seen at first. */
export interface Hung {
  study: string;
  series: string;
  index: number;
  opening?: Opening | undefined;
}

/** How an image is first seen, unless it is as it came. */
export interface Opening {
  look?: PaneLook;
  /** Where only that is wanted of a look. */
  window?: Window | undefined;
  flippedHorizontally?: boolean;
  /** Side of the pane that the picture is put against. */
  against?: "left" | "right" | undefined;
}

export interface Desk {
  layout: LayoutName;
  panes: readonly (Hung | undefined)[];
  active: number;
}

export function panesOf(layout: LayoutName): number {
  const [rows = 1, columns = 1] = layout.split("x").map(Number);
  return rows * columns;
}

/** The smallest layout that has so many panes, but none larger than another one. */
export function layoutFor(count: number, largest: LayoutName): LayoutName {
  const most = panesOf(largest);
  return count >= most
    ? largest
    : (LAYOUTS.find((one) => panesOf(one) >= count && panesOf(one) <= most) ?? largest);
}

export function isSame(a: Hung | undefined, b: Hung | undefined): boolean {
  return a?.study === b?.study && a?.series === b?.series;
}

/** What is seen in a layout: in its order, and without an end. */
export function deskOf(layout: LayoutName, hung: readonly (Hung | undefined)[]): Desk {
  const panes = Array.from({ length: panesOf(layout) }, (_, at) => hung[at]);
  return { layout, panes, active: 0 };
}

/**
 * Another layout. What is active stays to be seen; new panes take what is not on the desk yet.
 *
 * @param more what could be hung, in its order
 */
export function relaid(desk: Desk, layout: LayoutName, more: readonly Hung[]): Desk {
  const count = panesOf(layout);
  const active = Math.min(desk.active, count - 1);
  const kept = desk.panes.slice(0, count);
  kept[active] = desk.panes[desk.active];
  const free = more.filter((one) => !kept.some((other) => isSame(one, other)));
  const panes = Array.from({ length: count }, (_, at) => kept[at] ?? free.shift());
  return { layout, panes, active };
}

export function hang(desk: Desk, pane: number, hung: Hung): Desk {
  return {
    ...desk,
    panes: desk.panes.map((one, at) => (at === pane ? hung : one)),
    active: pane,
  };
}

export function activate(desk: Desk, pane: number): Desk {
  return pane < desk.panes.length && pane !== desk.active ? { ...desk, active: pane } : desk;
}

/** The pane after the active one, or before it, round and round. */
export function turned(desk: Desk, by: number): Desk {
  const count = desk.panes.length;
  return { ...desk, active: (desk.active + by + count) % count };
}

/** Puts a series beside what is active, in a second pane where there is only one. */
export function beside(desk: Desk, hung: Hung): Desk {
  const wide: Desk =
    desk.panes.length > 1 ? desk : { ...desk, layout: "1x2", panes: [desk.panes[0], undefined] };
  const free = wide.panes.findIndex((one) => one === undefined);
  const other = free >= 0 ? free : (wide.active + 1) % wide.panes.length;
  return hang(wide, other, hung);
}
