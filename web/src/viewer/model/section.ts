/** Sections through a grid along its own axes: which of them lie across, down and through each of the patient's planes. */
import type { Plane } from "./plane";
import type { PlaneName, Projection, Reach } from "./slab";
import type { Padding } from "./tables";
import { cross, dot, type Vector } from "./vectors";
import type { Grid } from "./volume";

type Axis = 0 | 1 | 2;

/** Along an axis of the grid, as it grows or back. */
interface Walk {
  axis: Axis;
  back: boolean;
}

export interface Section {
  across: Walk;
  down: Walk;
  through: Walk;
}

/** Values of a grid as they are stored, columns first, then rows, then slices. */
export type Values = Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

export interface Volume {
  grid: Grid;
  values: Values;
  padding: Padding | undefined;
}

/** Axes that run nearest to the patient's left, back and head. */
const ORDERS: readonly (readonly [Axis, Axis, Axis])[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

const LEFT: Vector = [1, 0, 0];
const BACK: Vector = [0, 1, 0];
const FEET: Vector = [0, 0, -1];

/** How planes are looked at: what is at the right of the picture, and what is below. */
const LOOKED_AT: Record<PlaneName, readonly [right: Vector, below: Vector, through: Axis]> = {
  axial: [LEFT, BACK, 2],
  coronal: [LEFT, FEET, 1],
  sagittal: [BACK, FEET, 0],
};

function fit(grid: Grid, order: readonly [Axis, Axis, Axis]): number {
  return order.reduce<number>(
    (sum, axis, direction) => sum + Math.abs(grid.axes[axis][direction] ?? 0),
    0,
  );
}

/** For each of the patient's directions the axis that is nearest. */
function nearestAxes(grid: Grid): readonly [Axis, Axis, Axis] {
  return ORDERS.reduce((best, order) => (fit(grid, order) > fit(grid, best) ? order : best));
}

function main(direction: Vector): Axis {
  return direction[0] !== 0 ? 0 : direction[1] !== 0 ? 1 : 2;
}

function directionOf(grid: Grid, { axis, back }: Walk): Vector {
  const [x, y, z] = grid.axes[axis];
  return back ? [0 - x, 0 - y, 0 - z] : [x, y, z];
}

export function sectionOf(grid: Grid, plane: PlaneName): Section {
  const axes = nearestAxes(grid);
  const [right, below, through] = LOOKED_AT[plane];
  const walk = (wanted: Vector): Walk => {
    const axis = axes[main(wanted)];
    return { axis, back: dot(grid.axes[axis], wanted) < 0 };
  };
  const [across, down] = [walk(right), walk(below)];
  const axis = axes[through];
  const normal = cross(directionOf(grid, across), directionOf(grid, down));
  return { across, down, through: { axis, back: dot(grid.axes[axis], normal) < 0 } };
}

/** How many values lie along a walk, and how far they are apart. */
export function extentOf({ size, spacing }: Grid, { axis }: Walk): { count: number; gap: number } {
  return { count: size[axis], gap: spacing[axis] };
}

/** A place along a walk as the grid counts. */
function inGrid({ size }: Grid, { axis, back }: Walk, place: number): number {
  return back ? size[axis] - 1 - place : place;
}

/** Where a section lies; between two slices where `place` does. */
export function planeAt(grid: Grid, section: Section, place: number): Plane {
  const { across, down, through } = section;
  const position: [number, number, number] = [...grid.origin];
  for (const [walk, at] of [
    [across, 0],
    [down, 0],
    [through, place],
  ] as const) {
    const far = inGrid(grid, walk, at) * grid.spacing[walk.axis];
    grid.axes[walk.axis].forEach((part, axis) => {
      position[axis as Axis] += part * far;
    });
  }
  const [row, column] = [directionOf(grid, across), directionOf(grid, down)];
  const { frameOfReference } = grid;
  return { position, row, column, normal: cross(row, column), frameOfReference };
}

/** Where a slice of the series that a grid was made of lies in a section; undefined where they cross. */
export function placeOfSlice(grid: Grid, { through }: Section, slice: number): number | undefined {
  return through.axis === 2 ? inGrid(grid, through, slice) : undefined;
}

interface Strides {
  start: number;
  across: number;
  down: number;
  through: number;
}

function stridesOf(grid: Grid, section: Section): Strides {
  const [columns, rows] = grid.size;
  const each = [1, columns, columns * rows];
  const step = ({ axis, back }: Walk): number => (each[axis] ?? 0) * (back ? -1 : 1);
  const start = ({ axis, back }: Walk): number =>
    back ? (grid.size[axis] - 1) * (each[axis] ?? 0) : 0;
  const { across, down, through } = section;
  return {
    start: start(across) + start(down) + start(through),
    across: step(across),
    down: step(down),
    through: step(through),
  };
}

const JOINED: Record<Projection, (a: number, b: number) => number> = {
  mip: Math.max,
  minip: Math.min,
  mean: (a, b) => a + b,
};

/** The values of one slice of a section, row by row. */
function visit(
  volume: Volume,
  section: Section,
  place: number,
  each: (value: number, at: number) => void,
): void {
  const { values, grid } = volume;
  const { count: columns } = extentOf(grid, section.across);
  const { count: rows } = extentOf(grid, section.down);
  const { start, across, down, through } = stridesOf(grid, section);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    let from = start + place * through + row * down;
    for (let column = 0; column < columns; column++) {
      each(values[from] ?? 0, at);
      from += across;
      at++;
    }
  }
}

function same(values: Values, length: number): Values {
  return values instanceof Int16Array ? new Int16Array(length) : new Uint16Array(length);
}

/**
 * The values of a section as thick as `reach`; padding counts for nothing where there is anything else.
 */
export function cut(
  volume: Volume,
  section: Section,
  reach: Reach,
  projection: Projection,
): Values {
  const { grid, padding } = volume;
  const length = extentOf(grid, section.across).count * extentOf(grid, section.down).count;
  const joined = new Float64Array(length);
  const counts = new Uint16Array(length);
  const join = JOINED[projection];
  const [lowest, highest] = [padding?.lowest ?? Infinity, padding?.highest ?? -Infinity];
  for (let place = reach.first; place <= reach.last; place++) {
    visit(volume, section, place, (value, at) => {
      if (value < lowest || value > highest) {
        joined[at] = counts[at] === 0 ? value : join(joined[at] ?? 0, value);
        counts[at] = (counts[at] ?? 0) + 1;
      }
    });
  }
  const means = projection === "mean";
  const blank = Number.isFinite(lowest) ? lowest : 0;
  return same(volume.values, length).map((_, at) => {
    const count = counts[at] ?? 0;
    return count === 0 ? blank : Math.round((joined[at] ?? 0) / (means ? count : 1));
  });
}
