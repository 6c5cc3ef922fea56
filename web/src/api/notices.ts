/** What people must know: comes over the live connection, waits until it is acknowledged, and is kept with who was told. */
import { defineStore } from "pinia";
import { ref } from "vue";
import { language } from "../lib/preferences";
import { ApiError } from "./errors";
import { get, post } from "./http";
import type { Notice } from "./live/messages";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/notices";

/** Newest kept; more are on the server. */
const MOST = 50;
/** Notices asked for at a time. */
const PAGE = 50;

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

export type NoticeState = "OPEN" | "ACKNOWLEDGED" | "EXHAUSTED" | "WITHDRAWN";

/** Those on one roster, or one person, whom a matter climbs to. */
export interface Step {
  /** Of the one person, who ordered the examination; empty for those on the roster. */
  account: string;
  duty: string;
  unit: string;
  /** That everybody has to answer. */
  seconds: number;
}

/** A notice as it is kept. */
export interface KeptNotice extends Omit<Notice, "type"> {
  state: NoticeState;
  ladder: Step[];
  /** Of the ladder, from 0. */
  step: number;
  /** Accounts. */
  told: string[];
  nextAt: string | null;
  endedAt: string | null;
  /** Account; empty when nobody did it. */
  endedBy: string | null;
  /** Why a person withdrew it; empty for other ends. */
  endedReason: string | null;
}

export type AttemptState = "PENDING" | "DELIVERED" | "FAILED" | "CANCELLED";

/** One person told on one channel. */
export interface Attempt {
  /** Null for those of before it was kept. */
  step: number | null;
  account: string;
  channel: "BROWSER" | "WEBHOOK" | "SMTP" | "SMS";
  /** Masked. */
  phone: string;
  state: AttemptState;
  tries: number;
  madeAt: string;
  nextAt: string | null;
  endedAt: string | null;
  /** What the channel said last. */
  detail: string;
}

/** Which notices; empty is no limit. */
export interface NoticeQuery {
  scope: "mine" | "unit";
  /** With commas between them. */
  state: string;
  kind: string;
  from: string;
  to: string;
}

/** So many pages of them, newest first. */
export async function noticeList(
  query: NoticeQuery,
  pages: number,
  context: LoadContext,
): Promise<{ items: KeptNotice[]; more: boolean }> {
  const items: KeptNotice[] = [];
  let before: string | undefined;
  for (let page = 0; page < pages; page++) {
    const one: { items: KeptNotice[]; next?: string } = await get(ROOT, {
      ...context,
      query: { ...query, limit: PAGE, before },
    });
    items.push(...one.items);
    before = one.next;
    if (before === undefined) {
      break;
    }
  }
  return { items, more: before !== undefined };
}

function path(id: string, more = ""): string {
  return `${ROOT}/${encodeURIComponent(id)}${more}`;
}

export function noticeOf(id: string, context: LoadContext): Promise<KeptNotice> {
  return get(path(id), context);
}

export async function noticeAttempts(id: string, context: LoadContext): Promise<Attempt[]> {
  return (await get<{ items: Attempt[] }>(path(id, "/attempts"), context)).items;
}

/** Says that there is nothing to do, for who oversees notices. */
export function withdrawNotice(id: string, reason: string): Promise<KeptNotice> {
  return post(path(id, "/withdrawal"), { reason });
}

/** Where people deal with matters of a kind. */
const PAGES: Readonly<Record<string, string>> = {
  contradictions: "/conflicts",
  "critical-value": "/critical",
  "critical-value-late": "/critical",
  "critical-value-undone": "/critical",
  "reading-due": "/readings",
  "reading-late": "/readings",
  "image-quality": "/quality",
  "destination-stuck": "/deliveries",
  "space-low": "/admin/system",
  "database-gone": "/admin/system",
  "program-key-ends": "/admin/users",
  "holidays-missing": "/admin/calendar",
  "break-glass": "/admin/break-glass",
  "report-amended": "/report-changes",
  "report-withdrawn": "/report-changes",
  "study-moved": "/study-moves",
  "reports-not-out": "/admin/system",
  "results-not-taken": "/report-returns",
};

/** Shown in a colour of its own, and for as long as it waits. */
const URGENT = new Set(["EMERGENCY", "GREEN_CHANNEL", "URGENT"]);

/** Reads what the gateway sent, in the language that the person reads. */
export function shownNotice(notice: Omit<Notice, "type">): ShownNotice {
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

  function forget(id: string): void {
    waiting.value = waiting.value.filter((one) => one.id !== id);
  }

  /** Also forgets what somebody else has taken meanwhile, which waits for nobody any more. */
  async function acknowledge(id: string): Promise<void> {
    try {
      await post(path(id, "/acknowledgement"));
    } catch (fault) {
      if (fault instanceof ApiError && fault.code === "notice-ended") {
        forget(id);
      }
      throw fault;
    }
    forget(id);
  }

  function clear(): void {
    waiting.value = [];
    open.value = false;
  }

  return { waiting, open, add, forget, acknowledge, clear };
});
