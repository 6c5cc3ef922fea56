/** Stores instances (STOW-RS), and says when a study was sent in full. */
import { refusal, post } from "./http";
import { ApiError } from "./errors";
import { sendFile, type SendCall } from "./sending";

/** What became of an instance. */
export interface StoreResult {
  outcome: "stored" | "present" | "parked" | "refused";
  /** Warning Reason or Failure Reason; 0 when there is none. */
  reason: number;
  /** Why it was refused, in the gateway's words. */
  why: string;
}

type DicomJson = Partial<Record<string, { Value?: unknown[] }>>;

const STORED = "00081199";
const FAILURES = ["00081198", "0008119A"];
const WARNING_REASON = "00081196";
const FAILURE_REASON = "00081197";
const WHY = "00091002";
const HERE_BEFORE = "00091003";

function first(item: DicomJson, tag: string): unknown {
  return item[tag]?.Value?.[0];
}

function failed(item: DicomJson): StoreResult {
  const why = first(item, WHY);
  return {
    outcome: "refused",
    reason: Number(first(item, FAILURE_REASON) ?? 0),
    why: typeof why === "string" ? why : "",
  };
}

/** The result of the one file of a request; undefined when the answer tells none. */
export function resultOf(answer: DicomJson): StoreResult | undefined {
  for (const tag of FAILURES) {
    const item = first(answer, tag) as DicomJson | undefined;
    if (item !== undefined) {
      return failed(item);
    }
  }
  const item = first(answer, STORED) as DicomJson | undefined;
  if (item === undefined) {
    return undefined;
  }
  const warning = Number(first(item, WARNING_REASON) ?? 0);
  if (warning !== 0) {
    return { outcome: "parked", reason: warning, why: "" };
  }
  return { outcome: first(item, HERE_BEFORE) === "YES" ? "present" : "stored", reason: 0, why: "" };
}

/** Stores one file; throws an {@link ApiError} when nothing is known of it. */
export async function storeFile(file: Blob, call: Omit<SendCall, "type">): Promise<StoreResult> {
  const response = await sendFile("/dicom-web/studies", file, {
    ...call,
    type: "application/dicom",
  });
  if (response.ok || response.status === 409) {
    const result = resultOf((await response.json()) as DicomJson);
    if (result !== undefined) {
      return result;
    }
  }
  throw response.ok
    ? new ApiError("problem", response.status, "no-result")
    : await refusal(response);
}

/** Says that a study was sent in full. The gateway may have more of it from before; then it is told no number. */
export async function sentInFull(study: string, instances: number): Promise<void> {
  const path = `/api/v1/receipts/${encodeURIComponent(study)}`;
  try {
    await post(path, { instances });
  } catch (fault) {
    if (!(fault instanceof ApiError) || fault.code !== "other-count") {
      throw fault;
    }
    await post(path, {});
  }
}
