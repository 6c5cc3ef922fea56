/** In which greys a presentation state wants an image to be seen (PS3.4 N.2.1). */
import { number } from "../../lib/dicom/json";
import type { Image } from "./image";
import type { Lut } from "./lut";
import { partsFor, type PresentationState } from "./presentation-state";
import { tablesOf, windowsOfTables, type NamedTables } from "./tables";
import { limitsOf, windowsOf, type Window } from "./windows";

/** How values become greys. */
export interface PresentedGreys {
  /** In values of the image; undefined where the state names none. */
  window: Window | undefined;
  /** Of interest: what the window's table is counted in, after the image's own. */
  interest: readonly (Lut | undefined)[];
  presentation: Lut | undefined;
  inverse: boolean | undefined;
}

/** A straight change of values. */
interface Scale {
  slope: number;
  intercept: number;
}

/** A window in other values; undefined where they run the other way round. */
export function rescaled(window: Window, from: Scale, to: Scale): Window | undefined {
  const by = to.slope / from.slope;
  const plus = to.intercept - from.intercept * by;
  if (!Number.isFinite(by) || by <= 0) {
    return undefined;
  }
  if (by === 1) {
    return { ...window, center: window.center + plus };
  }
  if (window.how === "sigmoid") {
    return { ...window, center: window.center * by + plus, width: window.width * by };
  }
  const { lower, upper } = limitsOf(window);
  const [low, high] = [lower * by + plus, upper * by + plus];
  return typeof window.how === "object"
    ? { ...window, center: (low + high + 1) / 2, width: high - low + 1 }
    : { center: (low + high) / 2, width: high - low, how: "exact" };
}

/** Tables that a state names for an image. */
export function namedFor(state: PresentationState, image: Image): NamedTables {
  const [voi = {}] = partsFor(state.interest, image.at);
  const { data } = state;
  return tablesOf({ instance: data, transformation: data, voi, pixels: image.pixels });
}

/** Whether there are greys to be made at all. */
export function isGrey({ pixels }: Image): boolean {
  return pixels.samples === 1 && pixels.photometric.startsWith("MONOCHROME");
}

/** The window of a state, in values of the image; null where it cannot be said in those. */
function windowFor(
  state: PresentationState,
  image: Image,
  tables: StateTables,
): Window | undefined | null {
  const named = namedFor(state, image);
  const [voi] = partsFor(state.interest, image.at);
  const [first] = [...windowsOfTables(named), ...(voi === undefined ? [] : windowsOf(voi))];
  if (first === undefined) {
    return undefined;
  }
  const count = image.tables.interest.length;
  const window: Window = {
    center: first.center,
    width: first.width,
    ...(first.how === undefined ? {} : { how: first.how }),
    ...(typeof first.how === "object" ? { how: { table: first.how.table + count } } : {}),
  };
  if (named.modality !== undefined || image.tables.modality !== undefined) {
    return tables.sameModality ? window : null;
  }
  const scale = {
    slope: number(state.data, "00281053") ?? 1,
    intercept: number(state.data, "00281052") ?? 0,
  };
  return rescaled(window, scale, image) ?? null;
}

/** Tables of a state as they were loaded for an image. */
export interface StateTables {
  interest: readonly (Lut | undefined)[];
  presentation: Lut | undefined;
  /** Whether the modality's table is the image's own. */
  sameModality: boolean;
  /** Whether one could not be had. */
  missing: boolean;
}

export const NO_STATE_TABLES: StateTables = {
  interest: [],
  presentation: undefined,
  sameModality: false,
  missing: false,
};

export function greysFor(
  state: PresentationState,
  image: Image,
  tables: StateTables,
): { greys: PresentedGreys; lacks: ("values" | "table")[] } {
  if (!isGrey(image)) {
    const greys = { window: undefined, interest: [], presentation: undefined, inverse: undefined };
    return { greys, lacks: [] };
  }
  const window = windowFor(state, image, tables);
  const { interest, presentation, missing } = tables;
  const inverse = presentation === undefined ? state.inverse : false;
  return {
    greys: { window: window ?? undefined, interest, presentation, inverse },
    lacks: [
      ...(window === null ? ["values" as const] : []),
      ...(missing ? ["table" as const] : []),
    ],
  };
}
