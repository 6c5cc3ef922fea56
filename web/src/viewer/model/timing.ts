/** How fast the frames of an image follow each other when they are played, and which of them are. */
import { number, numbers, text, type DicomJson } from "../../lib/dicom/json";

export type RateSource =
  /** Recommended Display Frame Rate. */
  | "recommended"
  /** Cine Rate. */
  | "cine"
  /** Frame Time: as it was taken. */
  | "taken"
  /** Frame Time Vector: as it was taken, each frame for its own time. */
  | "vector"
  /** Nobody says: a pace that eyes follow. */
  | "usual"
  /** A person. */
  | "chosen";

export interface Timing {
  /** Frames a second; their mean where each has its own time. */
  rate: number;
  source: RateSource;
  /** Milliseconds that each frame is seen; empty where all are alike. */
  times: readonly number[];
  /** The first and the last frame that are played, from 1. */
  first: number;
  last: number;
}

const FRAME_TIME = "00181063";
const FRAME_TIMES = "00181065";
const CINE_RATE = "00180040";
const RECOMMENDED = "00082144";
const START = "00082142";
const STOP = "00082143";
const INCREMENT = "00280009";

const SECOND = 1000;
const USUAL = 10;
export const SLOWEST = 1;
export const FASTEST = 60;

/** Within what eyes and screens can follow. */
export function within(rate: number): number {
  return Math.min(FASTEST, Math.max(SLOWEST, rate));
}

function positive(item: DicomJson, tag: string): number | undefined {
  const found = number(item, tag);
  return found !== undefined && found > 0 ? found : undefined;
}

/** Times are from frame to frame, the first one 0: a frame is seen until the next one; the last as long as they are on average. */
function timesOf(instance: DicomJson, frames: number): number[] {
  const steps = numbers(instance, FRAME_TIMES).slice(1);
  const whole = steps.reduce((sum, one) => sum + one, 0);
  if (frames < 2 || steps.length !== frames - 1 || steps.some((one) => one <= 0)) {
    return [];
  }
  return [...steps, whole / steps.length];
}

function paceOf(
  instance: DicomJson,
  times: readonly number[],
): Pick<Timing, "rate" | "source" | "times"> {
  const pointer = text(instance, INCREMENT).toUpperCase();
  if (
    times.length > 0 &&
    (pointer === FRAME_TIMES || positive(instance, FRAME_TIME) === undefined)
  ) {
    const mean = times.reduce((sum, one) => sum + one, 0) / times.length;
    return { rate: within(SECOND / mean), source: "vector", times };
  }
  const rates = [
    ["recommended", positive(instance, RECOMMENDED)],
    ["cine", positive(instance, CINE_RATE)],
    ["taken", SECOND / (positive(instance, FRAME_TIME) ?? Infinity) || undefined],
  ] as const;
  for (const [source, rate] of rates) {
    if (rate !== undefined) {
      return { rate: within(rate), source, times: [] };
    }
  }
  return { rate: USUAL, source: "usual", times: [] };
}

export function timingOf(instance: DicomJson, frames: number): Timing {
  const start = Math.round(number(instance, START) ?? 1);
  const stop = Math.round(number(instance, STOP) ?? frames);
  const fits = start >= 1 && start < stop && stop <= frames;
  return {
    ...paceOf(instance, timesOf(instance, frames)),
    first: fits ? start : 1,
    last: fits ? stop : frames,
  };
}

/** Milliseconds that a frame is seen. */
export function timeOf(timing: Timing, frame: number): number {
  const own = timing.times[frame - 1];
  return own === undefined ? SECOND / timing.rate : Math.max(SECOND / FASTEST, own);
}

/** The same at another pace, which a person chose; as it was where nobody did. */
export function atPace(timing: Timing, chosen: number | undefined): Timing {
  return chosen === undefined
    ? timing
    : { ...timing, rate: within(chosen), source: "chosen", times: [] };
}
