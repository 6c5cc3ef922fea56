/** Windows: which values become black and which white. */
import { numbers, text, texts, type DicomJson } from "../../lib/dicom/json";

/** How values become greys between the ends of a window; straight between whole values where nothing is said (PS3.3 C.11.2.1.2). */
export type Curve = "exact" | "sigmoid" | { table: number };

export interface Window {
  center: number;
  width: number;
  how?: Curve;
}

/** A window with a name: of our presets a key of the messages, of an image its own explanation. */
export interface Preset {
  /** Digit that sets it. */
  key: string;
  name: { key: string } | { text: string };
  /** `full` is from the smallest to the largest value of the image; `own` what the image brings. */
  window: Window | "full" | "own";
}

const CENTER = "00281050";
const WIDTH = "00281051";
const EXPLANATION = "00281055";
const FUNCTION = "00281056";
const LAST_KEY = 9;

/** Windows of an image with their explanations, the first of which is how it wants to be shown. */
export function windowsOf(item: DicomJson): (Window & { explanation: string })[] {
  const centers = numbers(item, CENTER);
  const widths = numbers(item, WIDTH);
  const explanations = texts(item, EXPLANATION);
  const how = CURVES[text(item, FUNCTION)];
  return centers
    .map((center, at) => ({
      center,
      width: widths[at] ?? 0,
      explanation: explanations[at] ?? "",
      ...(how === undefined ? {} : { how }),
    }))
    .filter((one) => (how === undefined ? one.width >= 1 : one.width > 0));
}

const CURVES: Partial<Record<string, Curve>> = { LINEAR_EXACT: "exact", SIGMOID: "sigmoid" };

const CT: readonly (readonly [name: string, center: number, width: number])[] = [
  ["lung", -600, 1500],
  ["mediastinum", 40, 350],
  ["abdomen", 50, 400],
  ["bone", 500, 2000],
  ["brain", 40, 80],
  ["liver", 70, 150],
  ["stroke", 35, 40],
  ["subdural", 75, 215],
  ["vessel", 300, 700],
];

function named(name: string): { key: string } {
  return { key: `viewer.preset-${name}` };
}

/** What the digits set: 0 what the image brings, the others by modality; of what has no fixed scale the image's own windows. */
export function presetsOf(
  modality: string,
  own: readonly (Window & { explanation: string })[],
): Preset[] {
  const first: Preset = { key: "0", name: named("own"), window: "own" };
  if (modality === "CT") {
    return [
      first,
      ...CT.map(([name, center, width], at) => ({
        key: String(at + 1),
        name: named(name),
        window: { center, width },
      })),
    ];
  }
  const others = own.slice(1, LAST_KEY).map((one, at) => ({
    key: String(at + 2),
    name: { text: one.explanation || `${String(one.center)}/${String(one.width)}` },
    window: withoutName(one),
  }));
  return [first, { key: "1", name: named("full"), window: "full" }, ...others];
}

function withoutName({ center, width, how }: Window): Window {
  return { center, width, ...(how === undefined ? {} : { how }) };
}

/** The window from one value to another (PS3.3 C.11.2.1.2.1). */
export function windowBetween(lowest: number, highest: number): Window {
  return { center: (lowest + highest + 1) / 2, width: Math.max(1, highest - lowest + 1) };
}

/** Where a window begins and ends. */
export function limitsOf(window: Window): { lower: number; upper: number } {
  if (window.how === "exact" || window.how === "sigmoid") {
    const half = window.width / 2;
    return { lower: window.center - half, upper: window.center + half };
  }
  const lower = window.center - 0.5 - (window.width - 1) / 2;
  return { lower, upper: lower + window.width - 1 };
}

/** Pixels of a pull across a whole picture, about. */
const WHOLE_PULL = 512;

/**
 * A window that is pulled: to the right wider, down darker (a higher center), as fast as the values of the image are far apart.
 *
 * @param range between the smallest and the largest value of the image
 */
export function pulled(window: Window, range: number, dx: number, dy: number): Window {
  const step = Math.max(range, 1) / WHOLE_PULL;
  const speed = step > 4 ? 4 : step;
  return {
    ...window,
    center: rounded(window.center + dy * speed, speed),
    width: Math.max(1, rounded(window.width + dx * speed, speed)),
  };
}

function rounded(value: number, step: number): number {
  return step >= 1 ? Math.round(value) : Math.round(value * 100) / 100;
}

/** How the values of an image are called: HU for CT, what Rescale Type says, or nothing. */
export function unitOfValues(modality: string, transformation: DicomJson): string {
  const type = text(transformation, "00281054");
  if (type !== "" && type !== "US") {
    return type;
  }
  return modality === "CT" && transformation["00281053"] !== undefined ? "HU" : "";
}
