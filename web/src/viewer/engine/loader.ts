/** Fetches frames and has them decoded; every image of this browser is loaded through here. */
import { cache, imageLoader, type Types } from "@cornerstonejs/core";
import { createImage } from "@cornerstonejs/dicom-image-loader";
import { ApiError } from "../../api/errors";
import { fetchFrame, type FrameBytes } from "../../api/images";
import type { LoadContext } from "../../api/use-load";
import { formIn, formsOf, isComplete, JPEG_BASELINE, SAMPLES } from "../model/forms";
import type { Image } from "../model/image";
import { sayingRgb } from "../model/jpeg-colors";
import type { PixelForm } from "../model/pixel-form";
import { plainOf } from "../model/samples";
import { prepare } from "./frame-pixels";
import type { FrameLoading } from "./frame-queue";
import { line } from "./line";
import { forget, known, tellAs } from "./registry";
import { computed, forgetComputed } from "./computed";
import { loadTables } from "./tables";

interface Loading {
  control: AbortController;
  image: Promise<Types.IImage>;
}

const running = new Map<string, Loading>();
let rgba = false;

/** Of the memory for images; what is looked at gets the rest. */
const PART_FILLED_AHEAD = 0.9;

/** What a frame that cannot be decoded is told as. */
const BROKEN = "broken-frame";

function broken(why: string): ApiError {
  return new ApiError("problem", 0, BROKEN, why);
}

async function fetched(image: Image, context: LoadContext): Promise<FrameBytes> {
  const own = computed(image.id);
  if (own !== undefined) {
    return { bytes: own, syntax: SAMPLES };
  }
  const received = line.receive();
  let count = 0;
  try {
    const frame = await fetchFrame(image.at, formsOf(image.pixels, line.isSlow), context);
    count = frame.bytes.length;
    return frame;
  } finally {
    received(count);
  }
}

async function decoded(
  id: string,
  signal: AbortSignal,
  background: boolean,
): Promise<Types.IImage> {
  const image = known(id);
  if (image === undefined) {
    throw new ApiError("problem", 404, "no-such-image");
  }
  const context = { signal, background };
  const [{ bytes, syntax }, tables] = await Promise.all([
    fetched(image, context),
    loadTables(image, context),
  ]);
  if (!isComplete(image.pixels, syntax, bytes.length)) {
    throw broken(`${String(bytes.length)} bytes`);
  }
  const taken = asTaken(bytes, syntax, image.pixels);
  if (taken.form !== undefined) {
    tellAs(id, taken.form);
  }
  const frame = whole(await made(id, taken.bytes, syntax), image.pixels);
  return prepare(frame, image, tables.modality);
}

/** A frame as decoders take it, and how it is written then, where that is not as its image says. */
function asTaken(
  bytes: Uint8Array<ArrayBuffer>,
  syntax: string,
  pixels: PixelForm,
): { bytes: Uint8Array<ArrayBuffer>; form?: PixelForm | undefined } {
  if (syntax === SAMPLES) {
    return plainOf(bytes, pixels) ?? { bytes };
  }
  const isRgb = pixels.photometric === "RGB" && pixels.samples === 3;
  return {
    bytes: syntax === JPEG_BASELINE && isRgb ? sayingRgb(bytes) : bytes,
    form: formIn(syntax, pixels),
  };
}

async function made(
  id: string,
  bytes: Uint8Array<ArrayBuffer>,
  syntax: string,
): Promise<Types.IImage> {
  try {
    const options = { useRGBA: rgba, preScale: { enabled: true } };
    return (await createImage(id, bytes, syntax, options)) as Types.IImage;
  } catch (fault) {
    throw broken(fault instanceof Error ? fault.message : String(fault));
  }
}

/** Decoders tell of some damage only by giving less, or another size, than was promised. */
function whole(image: Types.IImage, { rows, columns, samples }: PixelForm): Types.IImage {
  const { width, height } = image;
  if (width !== columns || height !== rows) {
    throw broken(`${String(width)} x ${String(height)} pixels`);
  }
  if (image.getPixelData().length < rows * columns * samples) {
    throw broken("too few pixels");
  }
  return image;
}

function load(id: string, background: boolean): Loading {
  const there = running.get(id);
  if (there !== undefined) {
    return there;
  }
  const control = new AbortController();
  const image = decoded(id, control.signal, background);
  const loading = { control, image };
  running.set(id, loading);
  const done = (): void => {
    if (running.get(id) === loading) {
      running.delete(id);
    }
  };
  image.then(done, done);
  return loading;
}

/** Once, before the first image. The library asks by itself for what it has let go of meanwhile. */
export function registerLoader(forCpu: boolean): void {
  rgba = forCpu;
  imageLoader.registerImageLoader("lianzhen", (id) => {
    const { control, image } = load(id, false);
    return {
      promise: image,
      cancelFn: () => {
        control.abort();
      },
    };
  });
}

/** The image, where it is in memory. */
export function cached(id: string): Types.IImage | undefined {
  return cache.isLoaded(id) ? cache.getImage(id) : undefined;
}

async function intoMemory(id: string, background: boolean): Promise<void> {
  const image = await load(id, background).image;
  if (cache.getImageLoadObject(id) === undefined) {
    cache.putImageSync(id, image);
  }
}

function cancel(id: string): void {
  running.get(id)?.control.abort();
  running.delete(id);
}

const isThere = (id: string): boolean => cache.isLoaded(id);

/** Loads frames that are looked at into the library's memory, for a queue. */
export const frames: FrameLoading = {
  isThere,
  load: async (id, background) => {
    line.begin(id);
    try {
      await intoMemory(id, background);
    } finally {
      line.end(id);
    }
  },
  cancel,
};

/** Loads frames that may be looked at later. */
export const laterFrames: FrameLoading = { isThere, load: intoMemory, cancel };

/** Whether there is memory that no image has. */
export function hasRoom(): boolean {
  return cache.getCacheSize() < cache.getMaxCacheSize() * PART_FILLED_AHEAD;
}

/** Lets go of images that nobody looks at any more. */
export function release(images: readonly Image[]): void {
  for (const { id } of images) {
    cancel(id);
    if (cache.getImageLoadObject(id) !== undefined) {
      cache.removeImageLoadObject(id);
    }
  }
  forget(images);
  forgetComputed(images);
}
