/** What may go wrong with a request, from the page's side. */
export type Kind = "aborted" | "deadline" | "offline" | "problem";

/**
 * Why a request failed. `code` is the gateway's word for it (RFC 9457 problems have one), or one of `offline`, `deadline`,
 * `aborted`; the sentence for people is `problem.<code>` of the messages, see `ui/ErrorNotice.vue`.
 */
export class ApiError extends Error {
  constructor(
    readonly kind: Kind,
    readonly status: number,
    readonly code: string,
    /** What the gateway says in English besides; may be empty. */
    readonly detail = "",
    readonly retryAfterSeconds?: number,
  ) {
    super(detail === "" ? code : `${code}: ${detail}`);
    this.name = "ApiError";
  }

  /** Of an exception of `fetch`. */
  static ofFault(fault: unknown, aborted: boolean, late: boolean): ApiError {
    if (aborted) {
      return new ApiError("aborted", 0, "aborted");
    }
    if (late) {
      return new ApiError("deadline", 0, "deadline");
    }
    return new ApiError("offline", 0, "offline", fault instanceof Error ? fault.message : "");
  }

  /** The key for what is said to people when nothing is said for the code itself. */
  get general(): string {
    if (this.status >= 500) {
      return "failed";
    }
    return this.status === 403 || this.status === 404 || this.status === 412
      ? String(this.status)
      : "refused";
  }
}

/** Whether this is only the page being left. */
export function isAborted(fault: unknown): boolean {
  return fault instanceof ApiError && fault.kind === "aborted";
}

/** Any fault as an {@link ApiError}; what is none of ours is a mistake of the page. */
export function asApiError(fault: unknown): ApiError {
  return fault instanceof ApiError
    ? fault
    : new ApiError("problem", 0, "page-fault", String(fault));
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The problem in an answer; what is no problem document is told by its status. */
export async function problemOf(response: Response): Promise<ApiError> {
  const after = Number(response.headers.get("Retry-After") ?? Number.NaN);
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // a proxy's page, or cut short: the status alone must do
  }
  return new ApiError(
    "problem",
    response.status,
    text(body["code"]) || `status-${String(response.status)}`,
    text(body["detail"]),
    Number.isFinite(after) ? after : undefined,
  );
}
