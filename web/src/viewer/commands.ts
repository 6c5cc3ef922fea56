/** What can be done to a stack and to the desk, and which keys do it unless somebody has chosen others. */

import { KINDS, type Kind } from "../api/image-notes";
import { LAYOUTS, type LayoutName } from "./model/desk";

export const TOOLS = ["window", "pan", "zoom", "scroll", "magnify", ...KINDS] as const;
/** What the left button does. */
export type Tool = (typeof TOOLS)[number];

/** Whether a tool measures. */
export function isKind(tool: Tool): tool is Kind {
  return (KINDS as readonly string[]).includes(tool);
}

export const ACTIONS = [
  "rotateLeft",
  "rotateRight",
  "flipHorizontal",
  "flipVertical",
  "invert",
  "keyImage",
  "play",
  "reset",
  "fullScreen",
] as const;
export type Action = (typeof ACTIONS)[number];

/** What is done to the desk, where several stacks lie side by side. */
export const DESK_ACTIONS = [
  "nextLayout",
  "nextPane",
  "previousPane",
  "link",
  "lines",
  "overlays",
  "states",
  "compare",
  "reformat",
  "secondScreen",
  "nextCase",
] as const;
export type DeskAction = (typeof DESK_ACTIONS)[number];

/** Each layout is a command of its own. */
export type LayoutAction = `layout-${LayoutName}`;

export function layoutAction(layout: LayoutName): LayoutAction {
  return `layout-${layout}`;
}

export const MOVES = [
  "first",
  "last",
  "back",
  "forward",
  "previous",
  "next",
  "previousSeries",
  "nextSeries",
  "larger",
  "smaller",
  "remove",
  "giveUp",
] as const;
type Move = (typeof MOVES)[number];

/** What has a key of its own that can be chosen. */
export type Named = Tool | Action | DeskAction | LayoutAction | Move;
export const NAMED: readonly Named[] = [
  ...TOOLS,
  ...ACTIONS,
  ...DESK_ACTIONS,
  ...LAYOUTS.map(layoutAction),
  ...MOVES,
];

export type Command = Named | "undo" | "redo" | { preset: string };

/** Keys of each; letters in lower case. */
export type Keys = Record<Named, readonly string[]>;

export const USUAL_KEYS: Keys = {
  window: ["w"],
  pan: ["p"],
  zoom: ["z"],
  scroll: ["s"],
  magnify: ["m"],
  length: ["l"],
  angle: ["a"],
  cobb: ["b"],
  cardiothoracic: ["g"],
  rectangle: ["t"],
  ellipse: ["o"],
  probe: ["x"],
  rotateLeft: ["q"],
  rotateRight: ["e"],
  flipHorizontal: ["h"],
  flipVertical: ["v"],
  invert: ["i"],
  keyImage: ["k"],
  play: [" "],
  reset: ["r"],
  fullScreen: ["f"],
  nextLayout: ["\\"],
  // the digits, with Shift
  "layout-1x1": ["!"],
  "layout-1x2": ["@"],
  "layout-2x1": ["#"],
  "layout-2x2": ["$"],
  "layout-2x3": ["%"],
  nextPane: ["]"],
  previousPane: ["["],
  link: ["/"],
  lines: ["'"],
  overlays: ["u"],
  states: ["y"],
  compare: ["c"],
  reformat: [";"],
  secondScreen: ["d"],
  nextCase: ["n"],
  first: ["Home"],
  last: ["End"],
  back: ["PageUp"],
  forward: ["PageDown"],
  previous: ["ArrowUp", "ArrowLeft"],
  next: ["ArrowDown", "ArrowRight"],
  previousSeries: [","],
  nextSeries: ["."],
  larger: ["+", "="],
  smaller: ["-"],
  remove: ["Delete", "Backspace"],
  giveUp: ["Escape"],
};

/** Images that a page of them is. */
export const PAGE = 10;
/** How much larger or smaller at once. */
export const ZOOM_STEP = 1.25;

export type Stroke = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** A key as {@link Keys} have it. */
export function keyOf({ key }: Pick<Stroke, "key">): string {
  return key.length === 1 ? key.toLowerCase() : key;
}

/** What a key means; undefined for those that are the browser's, or that mean nothing. */
export function commandOf(event: Stroke, keys: Keys = USUAL_KEYS): Command | undefined {
  const key = keyOf(event);
  if (event.ctrlKey && !event.altKey && (key === "z" || key === "y")) {
    return key === "y" || event.shiftKey ? "redo" : "undo";
  }
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return undefined;
  }
  if (/^\d$/.test(key)) {
    return { preset: key };
  }
  return NAMED.find((one) => keys[one].includes(key));
}

/** Whether a key belongs to what has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input:not([type=radio]), select, textarea, [role=dialog]") !== null)
  );
}

/** A key as it stands on keyboards, for people; the space bar has a word. */
export function keyCap(key: string): string | undefined {
  return key === " " ? undefined : key.length === 1 ? key.toUpperCase() : key;
}
