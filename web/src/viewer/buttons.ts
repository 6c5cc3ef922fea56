/** What the buttons and the wheel of a mouse do. */
import type { Tool } from "./commands";

/** Tools that pull; measuring is the left button's. */
export const PULLS = ["window", "pan", "zoom", "scroll"] as const satisfies readonly Tool[];
export type Pulling = (typeof PULLS)[number];

export const WHEELS = ["scroll", "zoom"] as const;

export const MOUSE_BUTTONS = ["left", "middle", "right"] as const;

export interface Buttons {
  /** The tool that is chosen when a study is opened. */
  left: Pulling;
  middle: Pulling;
  right: Pulling;
  wheel: (typeof WHEELS)[number];
}

export const USUAL_BUTTONS: Buttons = {
  left: "window",
  middle: "pan",
  right: "zoom",
  wheel: "scroll",
};
