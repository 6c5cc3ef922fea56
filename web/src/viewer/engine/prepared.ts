/** The case that comes next, as far as it is here before it is opened. */
import type { Image } from "../model/image";
import type { Study } from "../model/study";
import { release } from "./loader";
import { know } from "./registry";

let prepared: Study | undefined;

function imagesOf(study: Study): Image[] {
  return study.series.flatMap((one) => one.images);
}

/** Keeps a study until it is taken, or another one is prepared. */
export function prepare(study: Study): void {
  if (prepared?.uid !== study.uid) {
    discard();
    prepared = study;
    know(imagesOf(study));
  }
}

/** Whoever takes it lets go of it. */
export function takePrepared(uid: string): Study | undefined {
  const taken = prepared?.uid === uid ? prepared : undefined;
  if (taken !== undefined) {
    prepared = undefined;
  }
  return taken;
}

/** Nobody will open it. */
function discard(): void {
  if (prepared !== undefined) {
    release(imagesOf(prepared));
    prepared = undefined;
  }
}
