/** Takes how a picture is seen, in the image's own measures, and brings it back on a screen of another size. */
import type { StackViewport } from "@cornerstonejs/core";
import type { Point } from "../../api/image-notes";
import type { DisplayedArea } from "../model/displayed-area";
import type { Image } from "../model/image";
import type { PaneLook } from "../model/pane-look";
import { pan, toCanvas, toImage, zoom, zoomOf } from "./camera";

/** Screen pixels for one of the image when the whole of it is seen. */
function whole({ element }: StackViewport, { pixels, spacing }: Image): number {
  const height = (pixels.rows * spacing.row) / spacing.column;
  return Math.min(element.clientWidth / pixels.columns, element.clientHeight / height) || 1;
}

function middle({ element }: StackViewport): [number, number] {
  return [element.clientWidth / 2, element.clientHeight / 2];
}

/** What of the picture is seen, and how large. */
export function sectionOf(view: StackViewport, image: Image): Pick<PaneLook, "zoom" | "center"> {
  return {
    zoom: zoomOf(view, image.spacing.column) / whole(view, image),
    center: toImage(view, image, middle(view)),
  };
}

export function showSection(
  view: StackViewport,
  image: Image,
  section: Pick<PaneLook, "zoom" | "center">,
): void {
  const { column } = image.spacing;
  zoom(view, (section.zoom * whole(view, image)) / zoomOf(view, column), column);
  pan(view, toCanvas(view, image, section.center), middle(view));
}

/** Puts the picture against a side of its pane, where there is room beside it. */
export function putAgainst(view: StackViewport, image: Image, side: "left" | "right"): void {
  const row = (image.pixels.rows - 1) / 2;
  const ends = [-0.5, image.pixels.columns - 0.5].map((at) => toCanvas(view, image, [at, row]));
  const at = ends.map(([x]) => x);
  const [edge, y] = [side === "left" ? Math.min(...at) : Math.max(...at), ends[0]?.[1] ?? 0];
  pan(view, [edge, y], [side === "left" ? 0 : view.element.clientWidth, y]);
}

/** Millimetres of a pixel of the page, on the screens that pages are made for. */
const PAGE_PIXEL = 25.4 / 96;

/** Screen pixels for one of the image, so that an area is as large as it is wanted. */
function zoomFor(view: StackViewport, image: Image, area: DisplayedArea): number {
  if (area.size !== "fit") {
    return "magnification" in area.size
      ? area.size.magnification
      : area.size.millimetres / PAGE_PIXEL;
  }
  const [from, to] = [
    toCanvas(view, image, [area.left, area.top]),
    toCanvas(view, image, [area.right, area.bottom]),
  ];
  const { clientWidth, clientHeight } = view.element;
  const room = Math.min(
    clientWidth / Math.abs(to[0] - from[0]),
    clientHeight / Math.abs(to[1] - from[1]),
  );
  return zoomOf(view, image.spacing.column) * (Number.isFinite(room) ? room : 1);
}

/** Shows a part of a picture that is turned already. */
export function showArea(view: StackViewport, image: Image, area: DisplayedArea): void {
  const { column } = image.spacing;
  zoom(view, zoomFor(view, image, area) / zoomOf(view, column), column);
  const center: Point = [(area.left + area.right) / 2, (area.top + area.bottom) / 2];
  pan(view, toCanvas(view, image, center), middle(view));
}
