/** What can be done to a stack, and the key for it. */

import { KINDS, type Kind } from "../api/image-notes";

export const TOOLS = ["window", "pan", "zoom", "scroll", ...KINDS] as const;
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

type Move =
  | "undo"
  | "redo"
  | "remove"
  | "giveUp"
  | "first"
  | "last"
  | "back"
  | "forward"
  | "previous"
  | "next"
  | "previousSeries"
  | "nextSeries"
  | "larger"
  | "smaller";

export type Command = Tool | Action | Move | { preset: string };

/** Keys of everything that has a button; letters in lower case. */
export const KEYS: Record<Tool | Action, string> = {
  window: "w",
  pan: "p",
  zoom: "z",
  scroll: "s",
  length: "l",
  angle: "a",
  cobb: "b",
  rectangle: "t",
  ellipse: "o",
  probe: "x",
  rotateLeft: "q",
  rotateRight: "e",
  flipHorizontal: "h",
  flipVertical: "v",
  invert: "i",
  keyImage: "k",
  play: " ",
  reset: "r",
  fullScreen: "f",
};

const MOVING: Partial<Record<string, Move>> = {
  Home: "first",
  End: "last",
  PageUp: "back",
  PageDown: "forward",
  ArrowUp: "previous",
  ArrowLeft: "previous",
  ArrowDown: "next",
  ArrowRight: "next",
  ",": "previousSeries",
  ".": "nextSeries",
  "+": "larger",
  "=": "larger",
  "-": "smaller",
  Delete: "remove",
  Backspace: "remove",
  Escape: "giveUp",
};

/** Images that a page of them is. */
export const PAGE = 10;
/** How much larger or smaller at once. */
export const ZOOM_STEP = 1.25;

const BY_KEY = new Map(
  Object.entries(KEYS).map(([command, key]) => [key, command as Tool | Action]),
);

/** What a key means; undefined for those that are the browser's, or that somebody is typing with. */
export function commandOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
): Command | undefined {
  const key = event.key.toLowerCase();
  if (event.ctrlKey && !event.altKey && (key === "z" || key === "y")) {
    return key === "y" || event.shiftKey ? "redo" : "undo";
  }
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return undefined;
  }
  if (/^\d$/.test(event.key)) {
    return { preset: event.key };
  }
  return MOVING[event.key] ?? BY_KEY.get(key);
}

/** Whether a key belongs to what has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, select, textarea, [role=dialog]") !== null)
  );
}

/** A key as it stands on keyboards, for people; the space bar has a word. */
export function keyCap(key: string): string | undefined {
  return key === " " ? undefined : key.toUpperCase();
}
