/** Brings together what two pages of one person have noted since they knew the same. Nothing that one of them wrote gets lost. */
import { newNoteId, type ImageNotes, type Measurement } from "./image-notes";
import type { FrameAddress } from "./images";

function keyOf({ series, instance, frame }: FrameAddress): string {
  return `${series}/${instance}/${String(frame)}`;
}

function isSame(a: Measurement | undefined, b: Measurement | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));
}

/** Which of two writings of one measurement there are to be. Who removed what the other changed has not seen the change: it stays. */
function chosen(
  base: Measurement | undefined,
  mine: Measurement | undefined,
  theirs: Measurement | undefined,
): Measurement[] {
  if (isSame(mine, base) || isSame(mine, theirs)) {
    return theirs === undefined ? [] : [theirs];
  }
  if (mine === undefined) {
    return isSame(theirs, base) || theirs === undefined ? [] : [theirs];
  }
  const both = theirs !== undefined && !isSame(theirs, base);
  return both ? [mine, { ...theirs, id: newNoteId() }] : [mine];
}

function byId(notes: ImageNotes): Map<number, Measurement> {
  return new Map(notes.measurements.map((one) => [one.id, one]));
}

function mergedMeasurements(
  base: ImageNotes,
  mine: ImageNotes,
  theirs: ImageNotes,
): readonly Measurement[] {
  const [old, ours, others] = [byId(base), byId(mine), byId(theirs)];
  const ids = new Set([...others.keys(), ...ours.keys()]);
  return [...ids].flatMap((id) => chosen(old.get(id), ours.get(id), others.get(id)));
}

function mergedKeys(base: ImageNotes, mine: ImageNotes, theirs: ImageNotes): FrameAddress[] {
  const old = new Set(base.keyImages.map(keyOf));
  const ours = new Set(mine.keyImages.map(keyOf));
  const others = new Set(theirs.keyImages.map(keyOf));
  const kept = theirs.keyImages.filter((at) => ours.has(keyOf(at)) || !old.has(keyOf(at)));
  const added = mine.keyImages.filter((at) => !old.has(keyOf(at)) && !others.has(keyOf(at)));
  return [...kept, ...added];
}

/**
 * What both have noted. A measurement that both have changed is there twice, the other page's under a new number.
 *
 * @param base what both knew
 */
export function merged(base: ImageNotes, mine: ImageNotes, theirs: ImageNotes): ImageNotes {
  return {
    measurements: mergedMeasurements(base, mine, theirs),
    keyImages: mergedKeys(base, mine, theirs),
  };
}
