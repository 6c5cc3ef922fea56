/**
 * All that is seen on the desk, as one plain JSON object: to be kept over a reload, and to be shared with others who look at the same study.
 * Images are named by their UIDs; nothing says who the patient is.
 */
import type { FrameAddress } from "../../api/images";
import type { Point } from "../../api/image-notes";
import { LAYOUTS, panesOf, type LayoutName } from "./desk";
import type { PaneLook } from "./pane-look";
import { PLANES, PROJECTIONS, THICKNESSES, type PlaneName, type Slab } from "./slab";
import type { Window } from "./windows";

export const VERSION = 1;

export interface PaneState {
  at: FrameAddress;
  look: PaneLook | undefined;
}

/** Where a presentation state is. */
export interface StateAddress {
  study: string;
  instance: string;
}

/** A section of a volume in a pane. */
export interface SectionState {
  plane: PlaneName;
  index: number;
  look: PaneLook | undefined;
}

/** Sections of a volume that lie on the desk, over what was there before. */
export interface ReformatState {
  /** What the volume is made of. */
  study: string;
  series: string;
  slab: Slab;
  layout: LayoutName;
  active: number;
  /** One for each pane of the layout; images are as they came. */
  panes: readonly (SectionState | PaneState | null)[];
}

export interface ViewerState {
  version: typeof VERSION;
  layout: LayoutName;
  active: number;
  linked: boolean;
  /** Whether overlay planes are drawn; what does not tell has them drawn. */
  overlays: boolean;
  /** The presentation state that is in force; undefined for none. */
  presentation: StateAddress | undefined;
  /** Undefined while there are none. */
  reformat: ReformatState | undefined;
  /** One for each pane of the layout. */
  panes: readonly (PaneState | null)[];
}

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function windowOf(value: unknown): Window | undefined {
  return isObject(value) && isNumber(value["center"]) && isNumber(value["width"])
    ? { center: value["center"], width: value["width"] }
    : undefined;
}

function pointOf(value: unknown): Point | undefined {
  const [column, row] = Array.isArray(value) ? (value as unknown[]) : [];
  return isNumber(column) && isNumber(row) ? [column, row] : undefined;
}

function lookOf(value: unknown): PaneLook | undefined {
  const center = isObject(value) ? pointOf(value["center"]) : undefined;
  if (!isObject(value) || center === undefined || !isNumber(value["zoom"]) || value["zoom"] <= 0) {
    return undefined;
  }
  return {
    center,
    zoom: value["zoom"],
    window: windowOf(value["window"]),
    inverted: value["inverted"] === true,
    rotation: isNumber(value["rotation"]) ? value["rotation"] : 0,
    flippedHorizontally: value["flippedHorizontally"] === true,
    flippedVertically: value["flippedVertically"] === true,
  };
}

function addressOf(value: unknown): FrameAddress | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const { study, series, instance, frame } = value;
  return typeof study === "string" &&
    typeof series === "string" &&
    typeof instance === "string" &&
    isNumber(frame)
    ? { study, series, instance, frame }
    : undefined;
}

function paneOf(value: unknown): PaneState | null {
  const at = isObject(value) ? addressOf(value["at"]) : undefined;
  return at === undefined ? null : { at, look: lookOf((value as Json)["look"]) };
}

function stateOf(value: unknown): StateAddress | undefined {
  const { study, instance } = isObject(value) ? value : {};
  return typeof study === "string" && typeof instance === "string"
    ? { study, instance }
    : undefined;
}

function isPlace(value: unknown, count = Infinity): value is number {
  return isNumber(value) && Number.isInteger(value) && value >= 0 && value < count;
}

function slabOf(value: unknown): Slab | undefined {
  const { projection, thickness } = isObject(value) ? value : {};
  const [known, thick] = [
    PROJECTIONS.find((one) => one === projection),
    THICKNESSES.find((one) => one === thickness),
  ];
  return known === undefined || thick === undefined
    ? undefined
    : { projection: known, thickness: thick };
}

function sectionIn(value: unknown): SectionState | PaneState | null {
  if (!isObject(value)) {
    return null;
  }
  const plane = PLANES.find((one) => one === value["plane"]);
  return plane !== undefined && isPlace(value["index"])
    ? { plane, index: value["index"], look: lookOf(value["look"]) }
    : paneOf(value);
}

function reformatOf(value: unknown): ReformatState | undefined {
  if (!isObject(value) || !Array.isArray(value["panes"])) {
    return undefined;
  }
  const { study, series, active } = value;
  const layout = LAYOUTS.find((one) => one === value["layout"]);
  const slab = slabOf(value["slab"]);
  const panes = (value["panes"] as unknown[]).map(sectionIn);
  if (typeof study !== "string" || typeof series !== "string" || slab === undefined) {
    return undefined;
  }
  return layout === undefined || panes.length !== panesOf(layout)
    ? undefined
    : { study, series, slab, layout, active: isPlace(active, panes.length) ? active : 0, panes };
}

/** A state of what somebody sent or kept; undefined for what is none, or of another version. */
export function viewerStateOf(json: unknown): ViewerState | undefined {
  if (!isObject(json) || json["version"] !== VERSION || !Array.isArray(json["panes"])) {
    return undefined;
  }
  const layout = LAYOUTS.find((one) => one === json["layout"]);
  const all = (json["panes"] as unknown[]).map(paneOf);
  const active = json["active"];
  if (layout === undefined || all.length !== panesOf(layout)) {
    return undefined;
  }
  return {
    version: VERSION,
    layout,
    active: isPlace(active, all.length) ? active : 0,
    linked: json["linked"] === true,
    overlays: json["overlays"] !== false,
    presentation: stateOf(json["presentation"]),
    reformat: reformatOf(json["reformat"]),
    panes: all,
  };
}
