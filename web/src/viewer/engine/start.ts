/** Starts the library that draws, once for a page. */
import { cache, getRenderingCapabilities, init, metaData } from "@cornerstonejs/core";
import { init as initLoader } from "@cornerstonejs/dicom-image-loader";
import { cacheBytesHere } from "./limits";
import { registerLoader } from "./loader";
import { module } from "./registry";
import { choose, rendering, type Rendering } from "./rendering";

let started: Rendering | undefined;

/** What images are drawn with; the first call starts it. A change of mind holds for the next page. */
export function start(): Rendering {
  if (started === undefined) {
    started = choose(rendering.value, getRenderingCapabilities());
    init({ debug: {}, rendering: { useCPURendering: started.kind === "cpu" } });
    metaData.addProvider(module, 10_000);
    registerLoader(started.kind === "cpu");
    initLoader();
    cache.setMaxCacheSize(cacheBytesHere());
  }
  return started;
}
