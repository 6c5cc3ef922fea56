/** Pictures that another program (DCMTK) makes of the same files, to compare with. Tests of them are left out where it is missing. */
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { renamed } from "./samples";

/** Of each, for the compressions that it knows. */
const PROGRAMS = ["dcm2pnm", "dcmj2pnm", "dcml2pnm"] as const;
/** The image's own table, its first window, or from its least to its greatest value. */
const VIEWS = [["+Wl", "1"], ["+Wi", "1"], ["+Wm"], []] as const;
const WITHOUT_OVERLAYS = "-O";

function run(program: string, args: readonly string[]): Buffer | undefined {
  try {
    return execFileSync(program, args, { stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined; // another program, or another view
  }
}

export const HAS_DCMTK = run("dcm2pnm", ["--version"]) !== undefined;
/** Whether it knows presentation states. */
export const HAS_DCMPSTAT = run("dcmp2pgm", ["--version"]) !== undefined;

/** Red, green and blue of each pixel. */
export interface Reference {
  rows: number;
  columns: number;
  at: (x: number, y: number) => readonly [number, number, number];
}

function parsed(bytes: Buffer): Reference {
  const head = /^P([56])\s(?:#.*\n)*(\d+)\s(\d+)\s255\s/.exec(bytes.toString("latin1", 0, 200));
  if (head === null) {
    throw new Error("no picture");
  }
  const [all, kind, width, height] = head;
  const samples = kind === "6" ? 3 : 1;
  const columns = Number(width);
  const place = (x: number, y: number, of: number) =>
    bytes[all.length + (y * columns + x) * samples + (samples === 3 ? of : 0)] ?? NaN;
  return {
    rows: Number(height),
    columns,
    at: (x, y) => [place(x, y, 0), place(x, y, 1), place(x, y, 2)],
  };
}

let files = 0;

/** Does something with the bytes as a file. */
function asFile<T>(bytes: Uint8Array, use: (path: string) => T): T {
  files++;
  const path = join(tmpdir(), `lianzhen-e2e-${String(process.pid)}-${String(files)}.dcm`);
  writeFileSync(path, bytes);
  try {
    return use(path);
  } finally {
    rmSync(path, { force: true });
    rmSync(`${path}.pnm`, { force: true });
  }
}

/** The first frame, as DCMTK shows it; undefined when it cannot. */
export function reference(bytes: Uint8Array): Reference | undefined {
  return asFile(bytes, (path) => {
    for (const program of PROGRAMS) {
      for (const view of VIEWS) {
        if (
          run(program, [...view, WITHOUT_OVERLAYS, "+F", "1", "+op", path, `${path}.pnm`]) !==
          undefined
        ) {
          return parsed(readFileSync(`${path}.pnm`));
        }
      }
    }
    return undefined;
  });
}

/** A presentation state of an image, and the image as DCMTK shows it then. */
export interface PresentedReference {
  state: Uint8Array<ArrayBuffer>;
  picture: Reference;
}

/** @param changes to the state that DCMTK makes of the image, as its `dcmodify` takes them */
export function presentedReference(
  bytes: Uint8Array,
  changes: readonly string[],
): PresentedReference {
  return asFile(bytes, (path) => {
    const [state, picture] = [`${path}.ps`, `${path}.pnm`];
    const steps: [program: string, args: readonly string[]][] = [
      ["dcmpsmk", [path, state]],
      ["dcmodify", ["-nb", ...changes, state]],
      ["dcmp2pgm", ["-p", state, path, picture]],
    ];
    try {
      for (const [program, args] of steps) {
        if (run(program, ["-q", ...args]) === undefined) {
          throw new Error(`${program} failed`);
        }
      }
      return {
        state: Uint8Array.from(readFileSync(state)),
        picture: parsed(readFileSync(picture)),
      };
    } finally {
      rmSync(state, { force: true });
    }
  });
}

const UIDS = ["0020,000d", "0020,000e", "0008,0018"] as const;

function uidsOf(bytes: Uint8Array): readonly string[] {
  const dump = asFile(bytes, (path) =>
    run("dcmdump", ["-q", ...UIDS.flatMap((tag) => ["+P", tag]), "-Un", path]),
  )?.toString("latin1");
  return UIDS.map((tag) => {
    const found = new RegExp(`^\\(${tag}\\) UI \\[([\\d.]+)`, "m").exec(dump ?? "")?.[1];
    if (found === undefined) {
      throw new Error(`no ${tag}`);
    }
    return found;
  });
}

/** An image of a study of its own, so that several encodings of one image do not contradict each other. */
export interface Own {
  bytes: Uint8Array<ArrayBuffer>;
  study: string;
}

function digits(count: number): string {
  return Array.from({ length: count }, () => Math.floor(Math.random() * 10)).join("");
}

/** The same image with UIDs of the same lengths that nobody else has. */
export function ofItsOwn(bytes: Uint8Array<ArrayBuffer>): Own {
  const changes = uidsOf(bytes).map((uid) => {
    const parts = uid.split(".");
    const place = parts.findLastIndex((part) => part.length > 2);
    parts[place] = `1${digits((parts[place] ?? "").length - 1)}`;
    return [uid, parts.join(".")] as const;
  });
  const after = renamed(bytes, changes);
  return { bytes: after, study: uidsOf(after)[0] ?? "" };
}

/** Where and how much what is seen differs from a reference. */
export interface Difference {
  /** Places that were compared. */
  places: number;
  most: number;
  mean: number;
}

const GRID = 40;
/** A picture that is drawn so much larger is compared at any pixel; of a smaller one, at those that are like all around them. */
const LARGE = 8;
const ALIKE = 8;

function spots(of: Reference, scale: number): [number, number][] {
  const all: [number, number][] = [];
  const reach = scale >= LARGE ? 0 : Math.ceil(1 / scale) + 1;
  for (let row = 0; row < GRID; row++) {
    for (let column = 0; column < GRID; column++) {
      const x = Math.floor(((column + 0.5) * of.columns) / GRID);
      const y = Math.floor(((row + 0.5) * of.rows) / GRID);
      if (isAlike(of, x, y, reach)) {
        all.push([x, y]);
      }
    }
  }
  return all;
}

function isAlike(of: Reference, x: number, y: number, reach: number): boolean {
  const middle = of.at(x, y);
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const one = of.at(
        Math.min(of.columns - 1, Math.max(0, x + dx)),
        Math.min(of.rows - 1, Math.max(0, y + dy)),
      );
      if (one.some((value, at) => Math.abs(value - (middle[at] ?? 0)) > ALIKE)) {
        return false;
      }
    }
  }
  return true;
}

/** The picture alone, without what is written over it. */
async function pictureOf(page: Page): Promise<string> {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll(":has(> [data-canvas]) > *")) {
      if (one instanceof HTMLElement || one instanceof SVGElement) {
        one.style.visibility = one.matches("[data-canvas]") ? "" : "hidden";
      }
    }
  });
  const shot = await page.locator("[data-canvas] canvas").first().screenshot();
  return shot.toString("base64");
}

/** A color of the screen. */
export type Color = readonly [red: number, green: number, blue: number];

/** What is seen in the middles of pixels, of an image that is seen whole and upright. */
export async function pixelsAt(
  page: Page,
  size: Pick<Reference, "rows" | "columns">,
  places: readonly (readonly [number, number])[],
): Promise<Color[]> {
  const { rows, columns } = size;
  return page.evaluate(
    async ({ data, at, high, wide }) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const { width, height } = bitmap;
      const context = new OffscreenCanvas(width, height).getContext("2d");
      context?.drawImage(bitmap, 0, 0);
      const all = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
      const larger = Math.min(width / wide, height / high);
      return at.map(([x, y]): [number, number, number] => {
        const left = Math.floor(width / 2 + (x + 0.5 - wide / 2) * larger);
        const top = Math.floor(height / 2 + (y + 0.5 - high / 2) * larger);
        const place = 4 * (top * width + left);
        return [all[place] ?? NaN, all[place + 1] ?? NaN, all[place + 2] ?? NaN];
      });
    },
    {
      data: await pictureOf(page),
      at: places.map(([x, y]) => [x, y] as const),
      high: rows,
      wide: columns,
    },
  );
}

/** Greys of a pane at half its height, at parts of its width; without what is written over it. */
export async function pixelsAtPane(
  page: Page,
  pane: number,
  parts: readonly number[],
): Promise<number[]> {
  await pictureOf(page);
  const canvas = page.locator(`[data-pane="${String(pane)}"] [data-canvas] canvas`).first();
  const data = (await canvas.screenshot()).toString("base64");
  return page.evaluate(
    async ({ png, at }) => {
      const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const { width, height } = bitmap;
      const context = new OffscreenCanvas(width, height).getContext("2d");
      context?.drawImage(bitmap, 0, 0);
      return at.map(
        (part) => context?.getImageData(Math.floor(width * part), height / 2, 1, 1).data[0] ?? NaN,
      );
    },
    { png: data, at: [...parts] },
  );
}

/** Compares what is seen, whole and upright, with a reference. */
export async function difference(page: Page, of: Reference): Promise<Difference> {
  const size = await page.locator("[data-canvas] canvas").first().boundingBox();
  const scale = Math.min((size?.width ?? 0) / of.columns, (size?.height ?? 0) / of.rows);
  const places = spots(of, scale);
  const found = await pixelsAt(page, of, places);
  const off = places.map(([x, y], at) => {
    const wanted = of.at(x, y);
    return Math.max(...wanted.map((one, color) => Math.abs(one - (found[at]?.[color] ?? NaN))));
  });
  return {
    places: off.length,
    most: Math.max(...off),
    mean: off.reduce((sum, one) => sum + one, 0) / off.length,
  };
}
