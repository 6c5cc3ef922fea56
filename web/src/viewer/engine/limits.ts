/** How many images are kept in memory, and how much of a series is loaded ahead. */
import { sampleBytes } from "../model/forms";
import { isReformatted } from "../model/reformat";
import type { Series } from "../model/study";
import type { Limits } from "./frame-queue";

const MIB = 1024 * 1024;
/** Of a machine that says nothing of its memory. */
const USUAL_GIB = 4;
/** Of the machine's memory that images may take. */
const PART_OF_MACHINE = 1 / 8;
const LEAST_MIB = 256;
const MOST_MIB = 1024;
/** Browsers open six connections to one place; pictures and news need theirs. */
const CONCURRENT = 4;
/** Of the memory for images, so that a look at another series does not throw this one out. */
const PART_OF_IMAGES = 0.6;
const BYTES_OF_VALUE = 2;
/** What is computed takes the processor that draws, and is there at once when it is wanted. */
const COMPUTED: Limits = { concurrent: 1, ahead: 12 };

/** Bytes of images that are kept on a machine with so much memory. */
export function cacheBytes(memoryGib = USUAL_GIB): number {
  const part = memoryGib * 1024 * PART_OF_MACHINE;
  return Math.min(MOST_MIB, Math.max(LEAST_MIB, part)) * MIB;
}

/** Bytes of images that are kept here. */
export function cacheBytesHere(): number {
  return cacheBytes((navigator as { deviceMemory?: number }).deviceMemory);
}

/** Bytes that the values of one volume may take, out of those of images. */
export function volumeBytes(bytes: number): number {
  return Math.floor(bytes * PART_OF_IMAGES);
}

/**
 * @param bytes that images may take
 * @param shares stacks that are loaded at the same time
 */
export function limitsFor(series: Series, bytes: number, shares = 1): Limits {
  if (isReformatted(series)) {
    return COMPUTED;
  }
  const largest = series.images.reduce((most, { pixels }) => {
    const values = pixels.rows * pixels.columns * pixels.samples * BYTES_OF_VALUE;
    return Math.max(most, values, sampleBytes(pixels));
  }, 1);
  return {
    concurrent: Math.max(1, Math.floor(CONCURRENT / shares)),
    ahead: Math.max(1, Math.floor((bytes * PART_OF_IMAGES) / largest / shares)),
  };
}
