import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { asApiError, isAborted, type ApiError } from "./errors";
import { onChanged, useLive } from "./live/live";
import { useSession } from "./session";

/** How a request is to be made: by hand, or by itself in the background. */
export interface LoadContext {
  signal: AbortSignal;
  background: boolean;
}

export interface Load<T> {
  data: ShallowRef<T | undefined>;
  error: ShallowRef<ApiError | undefined>;
  /** The first time, or by a person's hand. */
  loading: Ref<boolean>;
  reload: () => Promise<void>;
}

/** When a page loads anew by itself. */
export interface Refresh {
  /** Topics of the live connection, see `onChanged`. */
  topics?: readonly string[];
  /** Every so many milliseconds while the page can be seen; seldom as long as topics tell of changes. */
  everyMs?: number;
}

/** Nobody has to tell a page everything: other nodes may have changed something, and time goes on. */
const SELDOM_MS = 60_000;

/**
 * Loads what a page shows, and again when it has changed. What was shown stays until the new is there; leaving the page gives up.
 * An older answer never replaces a newer one.
 */
export function useLoad<T>(
  fetcher: (context: LoadContext) => Promise<T>,
  refresh: Refresh = {},
): Load<T> {
  const data = shallowRef<T>();
  const error = shallowRef<ApiError>();
  const loading = ref(false);
  let running: AbortController | undefined;
  /** Something has changed that an answer which is on its way may not have, or that nobody looks at now. */
  let stale = false;
  let asked = 0;

  async function run(background: boolean): Promise<void> {
    running?.abort();
    stale = false;
    asked = Date.now();
    const own = new AbortController();
    running = own;
    loading.value = !background || data.value === undefined;
    try {
      data.value = await fetcher({ signal: own.signal, background });
      error.value = undefined;
    } catch (fault) {
      if (!isAborted(fault) && running === own) {
        error.value = asApiError(fault);
      }
    } finally {
      if (running === own) {
        running = undefined;
        loading.value = false;
        caughtUp();
      }
    }
  }

  function again(): void {
    if (document.visibilityState === "visible" && running === undefined) {
      void run(true);
    }
  }

  function caughtUp(): void {
    if (stale) {
      again();
    }
  }

  const session = useSession();
  const live = useLive();
  const { topics } = refresh;
  if (topics !== undefined) {
    onChanged(topics, () => {
      stale = true;
      again();
    });
    document.addEventListener("visibilitychange", caughtUp);
  }
  function due(): boolean {
    const told = topics !== undefined && live.state === "open" && error.value === undefined;
    return !told || Date.now() - asked >= SELDOM_MS;
  }
  watch([() => session.locked, () => live.state], () => {
    if (error.value !== undefined && !session.locked && live.state === "open") {
      again();
    }
  });
  const timer =
    refresh.everyMs === undefined
      ? undefined
      : setInterval(() => {
          if (due()) {
            again();
          }
        }, refresh.everyMs);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", caughtUp);
    stale = false;
    running?.abort();
  });
  void run(false);
  return { data, error, loading, reload: () => run(false) };
}

export interface Action<A extends unknown[]> {
  busy: Ref<boolean>;
  error: ShallowRef<ApiError | undefined>;
  /** False when it failed; `error` says why. */
  run: (...args: A) => Promise<boolean>;
}

/** Does something once at a time by a person's hand, and keeps what went wrong for the page to show. */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<unknown>): Action<A> {
  const busy = ref(false);
  const error = shallowRef<ApiError>();
  async function run(...args: A): Promise<boolean> {
    if (busy.value) {
      return false;
    }
    busy.value = true;
    error.value = undefined;
    try {
      await work(...args);
      return true;
    } catch (fault) {
      error.value = asApiError(fault);
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, error, run };
}
