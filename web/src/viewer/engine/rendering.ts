/** Whether images are drawn by the graphics card or by the processor. */
import { Preference } from "../../lib/preferences";

export const RENDERINGS = ["auto", "gpu", "cpu"] as const;
/** What a person of this browser wants; `auto` chooses by what the machine can. */
export const rendering = new Preference<(typeof RENDERINGS)[number]>(
  "lianzhen.rendering",
  RENDERINGS,
  "auto",
);

export interface Rendering {
  kind: "gpu" | "cpu";
  why: "chosen" | "card" | "no-webgl" | "software";
}

/** What a browser can draw with. */
export interface Capabilities {
  webgl: boolean;
  /** WebGL, but made by the processor: slower than drawing without it. */
  softwareRasterizer: boolean;
}

export function choose(
  wanted: (typeof RENDERINGS)[number],
  { webgl, softwareRasterizer }: Capabilities,
): Rendering {
  if (!webgl) {
    return { kind: "cpu", why: "no-webgl" };
  }
  if (wanted !== "auto") {
    return { kind: wanted, why: "chosen" };
  }
  return softwareRasterizer ? { kind: "cpu", why: "software" } : { kind: "gpu", why: "card" };
}
