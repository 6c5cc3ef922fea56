/** Which sections are made of a volume, how thick they are, and what of a thick one is seen. */

export const PLANES = ["axial", "coronal", "sagittal"] as const;
export type PlaneName = (typeof PLANES)[number];

/** The largest value, the smallest one, or the mean. */
export const PROJECTIONS = ["mip", "minip", "mean"] as const;
export type Projection = (typeof PROJECTIONS)[number];

/** Millimetres; 0 for single slices. */
export const THICKNESSES = [0, 5, 10, 20, 30] as const;

export interface Slab {
  projection: Projection;
  thickness: (typeof THICKNESSES)[number];
}

export const NO_SLAB: Slab = { projection: "mip", thickness: 0 };

/** What makes an image one that was computed of others. */
export interface Reformat {
  plane: PlaneName;
  slab: Slab;
}

/** Slices that a slab is made of; those at the ends of a volume have fewer. */
export interface Reach {
  first: number;
  last: number;
}

/**
 * @param place of the slice in the middle, or just before it where the slab has an even number
 * @param gap millimetres from slice to slice
 */
export function reachOf(slab: Slab, place: number, gap: number, count: number): Reach {
  const slices = Math.max(1, Math.round(slab.thickness / gap));
  const first = place - Math.floor((slices - 1) / 2);
  return { first: Math.max(0, first), last: Math.min(count - 1, first + slices - 1) };
}
