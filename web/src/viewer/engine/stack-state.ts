/** What of a stack is seen, for those who show it: plain values, made anew for each change. */
import type { ApiError } from "../../api/errors";
import type { RateSource } from "../model/timing";
import type { Window } from "../model/windows";

/** Letters at the four sides of the picture; empty where the image does not tell. */
export interface Edges {
  left: string;
  right: string;
  top: string;
  bottom: string;
}

export interface StackState {
  /** Place of the image that is wanted, from 0. */
  index: number;
  count: number;
  /** Place of the image that is seen; undefined while there is none. */
  shown: number | undefined;
  /** Why the wanted image cannot be seen. */
  failure: ApiError | undefined;
  window: Window | undefined;
  /** Screen pixels for one of the image. */
  zoom: number;
  inverted: boolean;
  rotation: number;
  flippedHorizontally: boolean;
  flippedVertically: boolean;
  /** Whether the whole image is seen, upright, as it came. */
  asItCame: boolean;
  /** Whether greys or directions are others than those that it came with, or that a state gives it. */
  altered: boolean;
  edges: Edges;
  /** Whether a look-up table that the image names could not be applied. */
  lacksTable: boolean;
  /** Frames in memory, and those that could not be had. */
  loaded: number;
  failed: number;
  playing: boolean;
  /** Frames a second when it is played, and who says so. */
  pace: { rate: number; source: RateSource };
}

const NO_EDGES: Edges = { left: "", right: "", top: "", bottom: "" };

export const NOTHING: StackState = {
  index: 0,
  count: 0,
  shown: undefined,
  failure: undefined,
  window: undefined,
  zoom: 1,
  inverted: false,
  rotation: 0,
  flippedHorizontally: false,
  flippedVertically: false,
  asItCame: true,
  altered: false,
  edges: NO_EDGES,
  lacksTable: false,
  loaded: 0,
  failed: 0,
  playing: false,
  pace: { rate: 10, source: "usual" },
};
