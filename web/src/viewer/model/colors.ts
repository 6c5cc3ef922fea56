/** Greys and colours that data sets recommend, as pages write them (PS3.3 C.10.7.1.1). */
import { numbers, type DicomJson } from "../../lib/dicom/json";

const HIGHEST = 0xffff;

function css(parts: readonly number[]): string {
  const bytes = parts.map((part) => Math.round(Math.min(1, Math.max(0, part)) * 255));
  return `rgb(${bytes.join(", ")})`;
}

/** From a share of light to what screens are told. */
function gamma(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** White of the CIELab space of profiles, which is D50. */
const WHITE = [0.9642, 1, 0.8249] as const;
/** From that space to the red, green and blue of screens, whose white is D65. */
const TO_RGB = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
] as const;

function unfolded(value: number): number {
  const edge = 6 / 29;
  return value > edge ? value ** 3 : 3 * edge ** 2 * (value - 4 / 29);
}

/** Of three words: from black to white, from green to red, from blue to yellow. */
export function labColor([l, a, b]: readonly [number, number, number]): string {
  const y = ((l / HIGHEST) * 100 + 16) / 116;
  const x = y + ((a / HIGHEST) * 255 - 128) / 500;
  const z = y - ((b / HIGHEST) * 255 - 128) / 200;
  const light = [unfolded(x) * WHITE[0], unfolded(y) * WHITE[1], unfolded(z) * WHITE[2]] as const;
  return css(TO_RGB.map((row) => gamma(row[0] * light[0] + row[1] * light[1] + row[2] * light[2])));
}

export function greyColor(value: number): string {
  const part = value / HIGHEST;
  return css([part, part, part]);
}

/** The colour under one tag, else the grey under the other; undefined where neither is said. */
export function colorIn(item: DicomJson, lab: string, grey: string): string | undefined {
  const [l, a, b] = numbers(item, lab);
  if (l !== undefined && a !== undefined && b !== undefined) {
    return labColor([l, a, b]);
  }
  const [value] = numbers(item, grey);
  return value === undefined ? undefined : greyColor(value);
}
