/** What this person must know: comes over the live connection, and waits until it is acknowledged. */
import { defineStore } from "pinia";
import { ref } from "vue";
import { post } from "./http";
import { language } from "../lib/preferences";
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
  at: string;
}

/** Where people deal with matters of a kind. */
const PAGES: Readonly<Record<string, string>> = {
  contradictions: "/conflicts",
  "destination-stuck": "/deliveries",
  "space-low": "/admin/system",
  "database-gone": "/admin/system",
  "holidays-missing": "/admin/calendar",
  "break-glass": "/admin/break-glass",
};

/** Shown in a colour of its own, and for as long as it waits. */
const URGENT = new Set(["EMERGENCY", "GREEN_CHANNEL", "URGENT"]);

/** Reads what the gateway sent, in the language that the person reads. */
export function shownNotice(notice: Notice): ShownNotice {
  const words = language.value === "en" ? notice.words.en : notice.words.zh;
  return {
    id: notice.id,
    title: words.title,
    text: words.text,
    urgent: URGENT.has(notice.urgency),
    link: PAGES[notice.kind],
    at: notice.raisedAt,
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
