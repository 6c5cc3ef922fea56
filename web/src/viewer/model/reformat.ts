/** Sections of a volume as series of images, which are shown and measured like any others. */
import { imageId, type Image } from "./image";
import {
  cut,
  extentOf,
  planeAt,
  sectionOf,
  type Section,
  type Values,
  type Volume,
} from "./section";
import { reachOf, type Reformat, type Reach } from "./slab";
import type { Spacing } from "./spacing";
import type { Series } from "./study";
import { timingOf } from "./timing";

/** A series of sections, and how their pixels are had. */
export interface Reformatted {
  series: Series;
  section: Section;
  pixels: (place: number) => Values;
}

/** What all images of such a series have in common. */
interface Common {
  base: Image;
  uid: string;
  volume: Volume;
  section: Section;
  reformat: Reformat;
}

/** Whether images of a series are computed of those of another one. */
export function isReformatted(series: Series | undefined): boolean {
  return series?.images[0]?.reformat !== undefined;
}

/** What a slab is called in this browser. */
export function slabName({ slab }: Pick<Reformat, "slab">): string {
  return slab.thickness === 0 ? "slice" : `${slab.projection}-${String(slab.thickness)}`;
}

function spacingOf({ base, volume: { grid }, section }: Common): Spacing {
  return section.through.axis === 2 && section.across.axis === 0
    ? base.spacing
    : {
        source: "reformatted",
        row: extentOf(grid, section.down).gap,
        column: extentOf(grid, section.across).gap,
      };
}

function reachAt({ volume: { grid }, section, reformat }: Common, place: number): Reach {
  const { count, gap } = extentOf(grid, section.through);
  return reachOf(reformat.slab, place, gap, count);
}

function imageAt(common: Common, place: number): Image {
  const { base, uid, volume, section, reformat } = common;
  const { first, last } = reachAt(common, place);
  const { study } = base.at;
  const at = { study, series: uid, instance: `${uid}/${String(place + 1)}`, frame: 1 };
  return {
    ...base,
    id: imageId(at),
    at,
    reformat,
    number: place + 1,
    frames: 1,
    pixels: {
      ...base.pixels,
      ...{ bitsAllocated: 16, bitsStored: 16, highBit: 15, planar: 0 },
      rows: extentOf(volume.grid, section.down).count,
      columns: extentOf(volume.grid, section.across).count,
    },
    plane: planeAt(volume.grid, section, (first + last) / 2),
    spacing: spacingOf(common),
    // tables of interest belong to the images that bring them
    windows: base.windows.filter(({ how }) => typeof how !== "object"),
    tables: {
      modality: undefined,
      interest: [],
      presentation: undefined,
      palette: [],
      broken: false,
    },
    thickness: (last - first + 1) * extentOf(volume.grid, section.through).gap,
    timing: timingOf({}, 1),
    regions: [],
    overlays: [],
  };
}

/** The sections of a volume in one plane. */
export function reformatted(series: Series, volume: Volume, reformat: Reformat): Reformatted {
  const { grid } = volume;
  const base = series.images[Math.floor(series.images.length / 2)];
  if (base === undefined) {
    throw new Error("a volume has images");
  }
  const section = sectionOf(grid, reformat.plane);
  const uid = `${series.uid}:${reformat.plane}:${slabName(reformat)}`;
  const common = { base, uid, volume, section, reformat };
  const { count } = extentOf(grid, section.through);
  return {
    series: {
      ...series,
      uid,
      others: 0,
      images: Array.from({ length: count }, (_, place) => imageAt(common, place)),
    },
    section,
    pixels: (place) => cut(volume, section, reachAt(common, place), reformat.slab.projection),
  };
}
