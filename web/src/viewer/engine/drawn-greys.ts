/** Tells the library in which greys to draw. It knows straight windows only; curves are put where it keeps what it has made of them. */
import { getShouldUseCPURendering, type StackViewport, type Types } from "@cornerstonejs/core";
import type { Greys } from "../model/greys";
import { pixelFor, valueOf } from "./frame-pixels";

/** Places between which the card draws straight. */
const NODES = 512;
/** Of an entry for the processor's way. */
const HIGHEST = 0xffff;
/** What the processor's way takes a table for. */
const MOST_ENTRIES = 65_536;
const NARROWEST = 1e-3;

/** How the processor's way keeps a table. */
interface DrawnTable {
  id: string;
  firstValueMapped: number;
  lut: number[];
}

/** Parts of the library's picture that it does not tell of. */
interface Inside {
  _cpuFallbackEnabledElement?: { viewport?: { voiLUT?: DrawnTable | undefined } };
}

let tables = 0;

function tableFor(image: Types.IImage, greys: Greys): DrawnTable | undefined {
  const first = Math.floor(image.minPixelValue);
  const count = Math.ceil(image.maxPixelValue) - first + 1;
  if (greys.straight || count > MOST_ENTRIES) {
    return undefined;
  }
  const lut = Array.from({ length: count }, (_, at) =>
    Math.round(greys.at(valueOf(image, first + at)) * HIGHEST),
  );
  // the library takes the brightest entry for white: one that no pixel has is
  lut.push(HIGHEST);
  tables++;
  return { id: String(tables), firstValueMapped: first, lut };
}

function colorsOf(view: StackViewport) {
  const entry = view.getDefaultActor() as { actor: Types.ImageActor } | undefined;
  return entry?.actor.getProperty().getRGBTransferFunction(0);
}

/** Draws an image's pixels in these greys. */
export function drawGreys(
  view: StackViewport,
  image: Types.IImage,
  greys: Greys,
  inverted: boolean,
): void {
  const ends = [pixelFor(image, greys.lower), pixelFor(image, greys.upper)];
  const lower = Math.min(...ends);
  const upper = Math.max(...ends, lower + NARROWEST);
  const falling = (ends[0] ?? 0) > (ends[1] ?? 0);
  if (getShouldUseCPURendering()) {
    const { viewport } = (view as unknown as Inside)._cpuFallbackEnabledElement ?? {};
    if (viewport !== undefined) {
      viewport.voiLUT = image.color ? undefined : tableFor(image, greys);
    }
    const turned = greys.straight && falling;
    view.setProperties({ voiRange: { lower, upper }, invert: inverted !== turned });
    return;
  }
  view.setProperties({ voiRange: { lower, upper }, invert: false });
  const colors = colorsOf(view);
  if (colors === undefined || colors === null) {
    return;
  }
  colors.removeAllPoints();
  const nodes = greys.straight ? 1 : NODES;
  for (let node = 0; node <= nodes; node++) {
    const pixel = lower + ((upper - lower) * node) / nodes;
    const bright = greys.straight ? (falling ? 1 - node : node) : greys.at(valueOf(image, pixel));
    const shown = inverted ? 1 - bright : bright;
    colors.addRGBPoint(pixel, shown, shown, shown);
  }
}
