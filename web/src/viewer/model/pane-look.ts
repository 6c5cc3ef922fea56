/** How the picture in a pane is seen, in the image's own measures: the same on screens of any size. */
import type { Point } from "../../api/image-notes";
import type { Window } from "./windows";

export interface PaneLook {
  /** Undefined for what each image brings. */
  window: Window | undefined;
  inverted: boolean;
  /** Degrees, to the right. */
  rotation: number;
  flippedHorizontally: boolean;
  flippedVertically: boolean;
  /** How much larger than the whole picture. */
  zoom: number;
  /** What is in the middle of the pane. */
  center: Point;
}
