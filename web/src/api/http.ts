/** Fetches from the gateway: deadlines, the page's secret, problems as errors. Knows nothing of any resource. */
import { ApiError, problemOf } from "./errors";

const DEADLINE_MS = 30_000;

/** How one request is made. */
export interface Call {
  /** Parameters of the query; empty and missing ones are left out. Never a patient's name or number: those go in a body. */
  query?: Record<string, string | number | boolean | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  /** Gives up when the page is left. */
  signal?: AbortSignal | undefined;
  /** Not by a person's hand: does not count as activity of the session. */
  background?: boolean;
  /** Version that is changed, from an earlier answer. */
  ifMatch?: string | undefined;
  /** What may come back; JSON when nothing is said. */
  accept?: string;
  deadlineMs?: number;
  /** Is to arrive though the page goes away; the body is small. */
  keepalive?: boolean;
}

/** What came back. */
export interface Answer<T> {
  data: T;
  etag: string | undefined;
}

/** What the session tells the requests, and the other way round. */
export interface Wiring {
  csrfToken: () => string | undefined;
  language: () => string;
  /** The answer was 401: the session has ended or is locked. */
  refused: (error: ApiError) => void;
}

let wiring: Wiring = {
  csrfToken: () => undefined,
  language: () => "zh-CN",
  refused: () => undefined,
};

/** Once, when the page starts. */
export function wire(to: Wiring): void {
  wiring = to;
}

function url(path: string, query: Call["query"]): string {
  const given = Object.entries(query ?? {}).filter(
    ([, value]) => value !== undefined && value !== "",
  );
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? path : `${path}?${text}`;
}

/** What goes with every request; for those that are not made by {@link request}. */
export function headers(method: string, call: Call): Headers {
  const all = new Headers({
    Accept: call.accept ?? "application/json",
    "Accept-Language": wiring.language(),
  });
  if (call.body !== undefined) {
    all.set("Content-Type", "application/json");
  }
  const csrf = wiring.csrfToken();
  if (method !== "GET" && csrf !== undefined) {
    all.set("X-CSRF-Token", csrf);
  }
  if (call.background === true) {
    all.set("X-Background", "true");
  }
  if (call.ifMatch !== undefined) {
    all.set("If-Match", call.ifMatch);
  }
  return all;
}

async function send(method: string, path: string, call: Call): Promise<Response> {
  const deadline = AbortSignal.timeout(call.deadlineMs ?? DEADLINE_MS);
  const signal = call.signal ? AbortSignal.any([call.signal, deadline]) : deadline;
  try {
    return await fetch(url(path, call.query), {
      method,
      headers: headers(method, call),
      body: call.body === undefined ? null : JSON.stringify(call.body),
      credentials: "same-origin",
      keepalive: call.keepalive === true,
      signal,
    });
  } catch (fault) {
    throw ApiError.ofFault(fault, call.signal?.aborted === true, deadline.aborted);
  }
}

/** Asks for what is no JSON; throws an {@link ApiError} when it is refused. Reading the body may fail as `fetch` does. */
export async function open(path: string, call: Call): Promise<Response> {
  const response = await send("GET", path, call);
  if (!response.ok) {
    throw await refusal(response);
  }
  return response;
}

async function parsed(response: Response): Promise<unknown> {
  if (response.status === 204) {
    return undefined;
  }
  try {
    return await response.json();
  } catch (fault) {
    throw ApiError.ofFault(fault, false, false);
  }
}

/** The problem in an answer; the session is told when it is about that. */
export async function refusal(response: Response): Promise<ApiError> {
  const error = await problemOf(response);
  if (error.status === 401) {
    wiring.refused(error);
  }
  return error;
}

/** Asks, and gives the answer's JSON as `T`; throws an {@link ApiError} for everything else. */
export async function request<T>(
  method: string,
  path: string,
  call: Call = {},
): Promise<Answer<T>> {
  const response = await send(method, path, call);
  if (!response.ok) {
    throw await refusal(response);
  }
  return { data: (await parsed(response)) as T, etag: response.headers.get("ETag") ?? undefined };
}

export async function get<T>(path: string, call: Call = {}): Promise<T> {
  return (await request<T>("GET", path, call)).data;
}

export async function post<T = undefined>(
  path: string,
  body?: unknown,
  call: Call = {},
): Promise<T> {
  return (await request<T>("POST", path, { ...call, body })).data;
}

export async function put<T = undefined>(path: string, body: unknown, call: Call = {}): Promise<T> {
  return (await request<T>("PUT", path, { ...call, body })).data;
}

export async function remove<T = undefined>(path: string, call: Call = {}): Promise<T> {
  return (await request<T>("DELETE", path, call)).data;
}
