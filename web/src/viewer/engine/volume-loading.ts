/** Loads all images of a series and puts their values into one volume. */
import { cache } from "@cornerstonejs/core";
import { asApiError, isAborted } from "../../api/errors";
import type { Image } from "../model/image";
import type { Values, Volume } from "../model/section";
import { bytesOf, type Grid } from "../model/volume";
import { putStored } from "./frame-pixels";
import { cacheBytesHere } from "./limits";
import { cached, frames } from "./loader";

const CONCURRENT = 4;
/** Panes that are closed give up what they load, which may be what is loaded here. */
const MOST_TRIES = 4;

interface Loading {
  signal: AbortSignal;
  /** Told how many slices are there. */
  told: (there: number) => void;
}

async function load(image: Image, signal: AbortSignal): Promise<void> {
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    try {
      await frames.load(image.id, true);
      return;
    } catch (fault) {
      if (!isAborted(asApiError(fault)) || tries === MOST_TRIES) {
        throw fault;
      }
    }
  }
}

async function loaded(image: Image, signal: AbortSignal) {
  await load(image, signal);
  const there = cached(image.id);
  if (there === undefined) {
    throw new Error("an image was let go of while it was loaded");
  }
  return there;
}

/** The memory of a volume is taken from that of images, and given back. */
export function reserve(grid: Grid | undefined): void {
  cache.setMaxCacheSize(cacheBytesHere() - (grid === undefined ? 0 : bytesOf(grid)));
}

/** Fails with an ApiError when an image cannot be had, or as the signal says. */
export async function loadVolume(
  images: readonly Image[],
  grid: Grid,
  { signal, told }: Loading,
): Promise<Volume> {
  const [columns, rows, slices] = grid.size;
  const length = columns * rows * slices;
  const signed = images[0]?.pixels.signed === true;
  const values: Values = signed ? new Int16Array(length) : new Uint16Array(length);
  const waiting = [...images.entries()];
  let there = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [slice, image] = next;
      const found = await loaded(image, signal);
      signal.throwIfAborted();
      putStored(found, image, { values, from: slice * columns * rows });
      there++;
      told(there);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, work));
  return { grid, values, padding: images[0]?.padding };
}
