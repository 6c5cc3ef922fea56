/** Three numbers in the patient's space, in millimetres or without a unit. */
export type Vector = readonly [number, number, number];

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function minus(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function lengthOf(a: Vector): number {
  return Math.sqrt(dot(a, a));
}

/** Three numbers out of more; undefined where there are fewer. */
export function vectorAt(numbers: readonly number[], from = 0): Vector | undefined {
  const [x, y, z] = numbers.slice(from, from + 3);
  return x === undefined || y === undefined || z === undefined ? undefined : [x, y, z];
}

const AXES = ["RL", "AP", "FH"] as const;
/** What is less than that much of the longest part is not worth a letter. */
const SMALLEST = 0.35;

/**
 * Where a direction points, as letters: L(eft), R(ight), A(nterior), P(osterior), H(ead), F(oot) of the patient, the main one first.
 * DICOM's axes run to the left, to the back and to the head (PS3.3 C.7.6.2.1.1).
 */
export function letters(direction: Vector): string {
  const whole = lengthOf(direction);
  if (whole === 0) {
    return "";
  }
  return direction
    .map((part, axis) => ({ size: Math.abs(part) / whole, letter: letter(axis, part) }))
    .filter((one) => one.size > SMALLEST)
    .toSorted((a, b) => b.size - a.size)
    .map((one) => one.letter)
    .join("");
}

function letter(axis: number, part: number): string {
  return AXES[axis]?.charAt(part > 0 ? 1 : 0) ?? "";
}
