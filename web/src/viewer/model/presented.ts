/** An image as a presentation state wants it to be seen. */
import type { Point } from "../../api/image-notes";
import { boxOf, placeIn, type Box, type DisplayedArea, type Turn } from "./displayed-area";
import { shapeOf, type Annotation, type Lettering, type Shape } from "./graphics";
import type { Image } from "./image";
import { partsFor, type PresentationState } from "./presentation-state";
import { greysFor, type PresentedGreys, type StateTables } from "./presented-greys";
import { shutterOf, type Shutter } from "./shutter";

/** What of a state is not applied to an image. */
export type Lack = "values" | "table" | "shutter" | "graphics" | "area" | "rotation" | "overlays";

/** A text on an image, in the image's own places. */
export interface Written {
  lines: readonly string[];
  box: Box | undefined;
  align: Lettering["align"];
  anchor: Point | undefined;
  /** Whether a line leads to the anchor. */
  anchored: boolean;
  color: string | undefined;
}

export interface Drawn extends Shape {
  color: string | undefined;
}

/** What lies over an image, from below. */
export interface Over {
  shutter: Shutter;
  drawn: readonly Drawn[];
  written: readonly Written[];
}

export interface Presented {
  greys: PresentedGreys;
  turn: Turn;
  area: DisplayedArea | undefined;
  over: Over;
  lacks: readonly Lack[];
}

const QUARTER_TURN = 90;
const FULL_TURN = 360;
const FIRST_OVERLAY = 0x6000;
const LAST_OVERLAY = 0x601e;

function lackIf(lacks: boolean, what: Lack): Lack[] {
  return lacks ? [what] : [];
}

/** Where it is drawn: in pixels, or in parts of what is to be seen. */
function groundOf(box: Box, turn: Turn) {
  return (point: Point, units: string): Point | undefined => {
    if (units === "PIXEL") {
      return [point[0] - 0.5, point[1] - 0.5];
    }
    return units === "DISPLAY" ? placeIn(box, turn, point) : undefined;
  };
}

function boxBetween(a: Point, b: Point): Box {
  return {
    left: Math.min(a[0], b[0]),
    top: Math.min(a[1], b[1]),
    right: Math.max(a[0], b[0]),
    bottom: Math.max(a[1], b[1]),
  };
}

type Place = ReturnType<typeof groundOf>;

function writtenOf(one: Lettering, place: Place): Written | undefined {
  const { box, anchor } = one;
  const [from, to] = box === undefined ? [] : [box.from, box.to].map((at) => place(at, box.units));
  const at = anchor && place(anchor.at, anchor.units);
  const inBox = from === undefined || to === undefined ? undefined : boxBetween(from, to);
  return inBox === undefined && at === undefined
    ? undefined
    : {
        lines: one.text.split(/\r\n|\n|\r/),
        box: inBox,
        align: one.align,
        anchor: at,
        anchored: inBox === undefined || anchor?.visible === true,
        color: one.color,
      };
}

/** In the order of layers; what belongs to none lies above them. */
function layered(annotations: readonly Annotation[], names: readonly string[]): Annotation[] {
  const order = ({ layer }: Annotation): number => {
    const at = names.indexOf(layer);
    return at < 0 ? names.length : at;
  };
  return annotations.toSorted((a, b) => order(a) - order(b));
}

function annotationsFor(
  state: PresentationState,
  image: Image,
  place: Place,
): Pick<Over, "drawn" | "written"> & { broken: boolean } {
  const names = state.layers.map(({ name }) => name);
  const aspect = aspectOf(image);
  const [drawn, written]: [(Drawn | undefined)[], (Written | undefined)[]] = [[], []];
  for (const one of layered(partsFor(state.annotations, image.at), names)) {
    const layer = state.layers.find(({ name }) => name === one.layer)?.color;
    for (const graphic of one.graphics) {
      const shape = shapeOf(graphic, { place, aspect });
      drawn.push(shape && { ...shape, color: graphic.color ?? layer });
    }
    for (const lettering of one.letterings) {
      const text = writtenOf(lettering, place);
      written.push(text && { ...text, color: text.color ?? layer });
    }
  }
  return {
    drawn: drawn.filter((one) => one !== undefined),
    written: written.filter((one) => one !== undefined),
    broken: [...drawn, ...written].includes(undefined),
  };
}

function aspectOf({ spacing }: Image): number {
  return spacing.column > 0 && spacing.row > 0 ? spacing.row / spacing.column : 1;
}

function hasOverlays({ data }: PresentationState): boolean {
  for (let group = FIRST_OVERLAY; group <= LAST_OVERLAY; group += 2) {
    if (data[`${group.toString(16).toUpperCase()}3000`] !== undefined) {
      return true;
    }
  }
  return false;
}

function turnOf({ rotation, flipped }: PresentationState): Turn | undefined {
  const turned = ((rotation % FULL_TURN) + FULL_TURN) % FULL_TURN;
  return turned % QUARTER_TURN === 0 ? { rotation: turned, flipped } : undefined;
}

/** Of an image that the state means. */
export function presented(state: PresentationState, image: Image, tables: StateTables): Presented {
  const turn = turnOf(state) ?? { rotation: 0, flipped: state.flipped };
  const areas = partsFor(state.areas, image.at);
  const area = areas[0];
  const place = groundOf(area ?? boxOf(image.pixels), turn);
  const shutter = shutterOf(state.data, aspectOf(image));
  const { broken, drawn, written } = annotationsFor(state, image, place);
  const { greys, lacks } = greysFor(state, image, tables);
  return {
    ...{ greys, turn, area },
    over: { shutter, drawn, written },
    lacks: [
      ...lacks,
      ...lackIf(turnOf(state) === undefined, "rotation"),
      ...lackIf(areas.length > 0 && area === undefined, "area"),
      ...lackIf(shutter.broken, "shutter"),
      ...lackIf(broken, "graphics"),
      ...lackIf(hasOverlays(state), "overlays"),
    ],
  };
}
