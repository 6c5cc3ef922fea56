/**
 * How a person likes to look at images: keys, buttons, layouts. The gateway keeps them; whoever changes them in two windows at once keeps both
 * changes. They say nothing of patients.
 */
import { defineStore } from "pinia";
import { shallowRef } from "vue";
import { asApiError, type ApiError } from "./errors";
import { request } from "./http";
import { useSession } from "./session";
import type { LoadContext } from "./use-load";

export interface ViewerPreferences {
  /** Keys by command, where they are others than usual. */
  keys?: Record<string, string>;
  /** Tools by button, and what the wheel does. */
  buttons?: Record<string, string>;
  /** Layouts by modality and part of the body. */
  layouts?: Record<string, string>;
  linked?: boolean;
  lines?: boolean;
}

type Change = (now: ViewerPreferences) => ViewerPreferences;

const PATH = "/api/v1/viewer-preferences";
const PRECONDITION = 412;
/** Nobody changes them so often at once. */
const ATTEMPTS = 5;

export const useViewerPreferences = defineStore("viewer-preferences", () => {
  const content = shallowRef<ViewerPreferences>({});
  /** Why the last change is not kept. */
  const error = shallowRef<ApiError>();
  let version: string | undefined;
  let queue = Promise.resolve();
  /** What the gateway does not have yet, in its order. */
  let pending: Change[] = [];

  /** Whoever came by a link has no account that they could be kept for. */
  function isKept(): boolean {
    return useSession().may("ANNOTATE_STUDIES");
  }

  /** Fetches them; without them everything is as usual. */
  async function load(context: LoadContext): Promise<void> {
    if (!isKept()) {
      return;
    }
    try {
      await fetched(context);
    } catch (fault) {
      error.value = asApiError(fault);
    }
  }

  async function fetched(context?: LoadContext): Promise<void> {
    const answer = await request<{ content: ViewerPreferences }>("GET", PATH, { ...context });
    version = answer.etag;
    content.value = answer.data.content;
  }

  async function kept(): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (version === undefined) {
        await fetched();
        content.value = pending.reduce((now, by) => by(now), content.value);
      }
      const sent = pending.length;
      try {
        const call = { body: { content: content.value }, ifMatch: version };
        version = (await request("PUT", PATH, call)).etag;
        pending = pending.slice(sent);
        return;
      } catch (fault) {
        if (asApiError(fault).status !== PRECONDITION) {
          throw fault;
        }
        version = undefined;
      }
    }
    throw new Error("preferences change all the time");
  }

  /** Holds at once, and is kept as soon as the gateway has it. */
  function change(by: Change): Promise<void> {
    content.value = by(content.value);
    if (!isKept()) {
      return queue;
    }
    pending = [...pending, by];
    queue = queue.then(async () => {
      try {
        await kept();
        error.value = undefined;
      } catch (fault) {
        error.value = asApiError(fault);
      }
    });
    return queue;
  }

  return { content, error, load, change };
});
