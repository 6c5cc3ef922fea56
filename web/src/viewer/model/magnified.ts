/** What is seen in a glass over a picture. */
import type { Point } from "../../api/image-notes";
import type { Image } from "./image";
import type { PaneLook } from "./pane-look";

/** How much larger than around it. */
const LARGER = 2;

/**
 * @param zoom screen pixels for one of the image around the glass
 * @param side of the glass, in screen pixels
 */
export function magnified(
  { pixels, spacing }: Pick<Image, "pixels" | "spacing">,
  zoom: number,
  center: Point,
  side: number,
): Pick<PaneLook, "zoom" | "center"> {
  const height = (pixels.rows * spacing.row) / spacing.column;
  const whole = side / Math.max(pixels.columns, height);
  return { center, zoom: whole > 0 ? (zoom * LARGER) / whole : LARGER };
}
