/** Images of a study: what the gateway says of them (WADO-RS metadata), pictures that it makes of them, and the frames themselves. */
import type { DicomJson } from "../lib/dicom/json";
import { ApiError } from "./errors";
import { get, open } from "./http";
import type { LoadContext } from "./use-load";

/** Where a frame is. */
export interface FrameAddress {
  study: string;
  series: string;
  instance: string;
  /** From 1. */
  frame: number;
}

/** A frame as it was sent. */
export interface FrameBytes {
  bytes: Uint8Array<ArrayBuffer>;
  /** UID of the transfer syntax that the bytes are in. */
  syntax: string;
}

/** How a picture is wanted. */
export interface PictureView {
  /** Neither is it wider nor higher than so many pixels. */
  size: number;
  window?: { center: number; width: number } | undefined;
}

/** A large study takes a while on a slow line. */
const METADATA_DEADLINE_MS = 120_000;
/** Sixteen megabytes at two megabits a second, and as much again. */
const FRAME_DEADLINE_MS = 180_000;
const SAMPLES = "1.2.840.10008.1.2.1";

function studyPath(study: string): string {
  return `/dicom-web/studies/${encodeURIComponent(study)}`;
}

function framePath(of: FrameAddress): string {
  const { series, instance, frame } = of;
  return `${studyPath(of.study)}/series/${encodeURIComponent(series)}/instances/${encodeURIComponent(instance)}/frames/${String(frame)}`;
}

/** What is said of every instance of a study. */
export async function studyMetadata(study: string, context: LoadContext): Promise<DicomJson[]> {
  const path = `${studyPath(study)}/metadata`;
  const call = { ...context, accept: "application/dicom+json", deadlineMs: METADATA_DEADLINE_MS };
  return (await get<DicomJson[] | undefined>(path, call)) ?? [];
}

/** Address of a small picture. */
export function thumbnailUrl(of: FrameAddress): string {
  return `${framePath(of)}/thumbnail`;
}

/** Address of a picture that the gateway makes: reduced, and compressed with loss. */
export function pictureUrl(of: FrameAddress, view: PictureView): string {
  const query = new URLSearchParams({
    viewport: `${String(view.size)},${String(view.size)}`,
    quality: "80",
  });
  if (view.window !== undefined) {
    query.set("window", `${String(view.window.center)},${String(view.window.width)},linear`);
  }
  return `${framePath(of)}/rendered?${query.toString()}`;
}

/**
 * A frame, in the first of the forms that the gateway has or can make.
 *
 * @param accept forms as DICOMweb names them, the best first
 */
export async function fetchFrame(
  of: FrameAddress,
  accept: string,
  context: LoadContext,
): Promise<FrameBytes> {
  const call = { ...context, accept, deadlineMs: FRAME_DEADLINE_MS };
  const response = await open(framePath(of), call);
  const type = response.headers.get("Content-Type") ?? "";
  const syntax = /transfer-syntax="?([\d.]+)/.exec(type)?.[1] ?? SAMPLES;
  try {
    return { bytes: new Uint8Array(await response.arrayBuffer()), syntax };
  } catch (fault) {
    throw ApiError.ofFault(fault, context.signal.aborted, false);
  }
}

/** A value that metadata name an address of, instead of telling it. */
export async function fetchValue(
  address: string,
  context: LoadContext,
): Promise<Uint8Array<ArrayBuffer>> {
  const path = new URL(address, location.origin);
  if (path.origin !== location.origin || !path.pathname.startsWith("/dicom-web/")) {
    throw new ApiError("problem", 0, "elsewhere", "the value is not of this gateway");
  }
  const call = { ...context, accept: "application/octet-stream", deadlineMs: FRAME_DEADLINE_MS };
  const response = await open(path.pathname, call);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (fault) {
    throw ApiError.ofFault(fault, context.signal.aborted, false);
  }
}
