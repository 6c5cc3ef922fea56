/** Frames that no gateway has: they are computed when they are wanted, as often as memory lets go of them. */
import type { Image } from "../model/image";
import type { Reformatted } from "../model/reformat";

const makers = new Map<string, () => Uint8Array<ArrayBuffer>>();

/** From now on the images of a series can be loaded; until they are forgotten. */
export function compute({ series, pixels }: Reformatted): void {
  for (const [place, { id }] of series.images.entries()) {
    makers.set(id, () => new Uint8Array(pixels(place).buffer));
  }
}

/** Samples of a frame as they would be fetched; undefined for those that have to be. */
export function computed(id: string): Uint8Array<ArrayBuffer> | undefined {
  return makers.get(id)?.();
}

export function forgetComputed(images: readonly Image[]): void {
  for (const { id } of images) {
    makers.delete(id);
  }
}
