/** What this person must know: comes over the live connection, and waits until it is acknowledged. */
import { defineStore } from "pinia";
import { ref } from "vue";
import { post } from "./http";
import type { Notice } from "./live/messages";

/** Newest kept; more are on the server. */
const MOST = 50;

/** A notice as pages show it. */
export interface ShownNotice {
  id: string;
  title: string;
  text: string;
  urgent: boolean;
  /** Page that it is about; a path of ours. */
  link: string | undefined;
  at: string | undefined;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Reads what the gateway sent; what is missing is empty. */
export function shownNotice(notice: Notice): ShownNotice {
  const link = text(notice["link"]);
  return {
    id: notice.id,
    title: text(notice["title"]),
    text: text(notice["text"]),
    urgent:
      notice["urgent"] === true ||
      notice["severity"] === "URGENT" ||
      notice["severity"] === "CRITICAL",
    link: /^\/(?![/\\])/.test(link) ? link : undefined,
    at: text(notice["at"]) || undefined,
  };
}

export const useNotices = defineStore("notices", () => {
  const waiting = ref<ShownNotice[]>([]);
  const open = ref(false);

  /** False when it was there already: nobody is told twice. */
  function add(notice: ShownNotice): boolean {
    const known = waiting.value.some((one) => one.id === notice.id);
    waiting.value = [notice, ...waiting.value.filter((one) => one.id !== notice.id)].slice(0, MOST);
    return !known;
  }

  async function acknowledge(id: string): Promise<void> {
    await post(`/api/v1/notices/${encodeURIComponent(id)}/acknowledgement`);
    waiting.value = waiting.value.filter((one) => one.id !== id);
  }

  function clear(): void {
    waiting.value = [];
    open.value = false;
  }

  return { waiting, open, add, acknowledge, clear };
});
