/** The one upload of this page: it goes on while other pages are looked at. */
import { defineStore } from "pinia";
import { computed, markRaw, ref, shallowRef, watch } from "vue";
import { asApiError, type ApiError } from "../../api/errors";
import { useLive } from "../../api/live/live";
import { useSession } from "../../api/session";
import { sentInFull, storeFile } from "../../api/store";
import { examine, mediumOf, type Found, type Medium } from "./examining";
import type { Gathered, Picked } from "./gathering";
import { keyOf, Memory } from "./memory";
import { Pace } from "./pace";
import { isWhole, studiesOf, totals, type Row } from "./rows";
import { Sender } from "./sender";

/** How often what is shown may change; a thousand small files a minute would else be shown one by one. */
const SHOWN_EVERY_MS = 200;

/** Whether the gateway was told that a study was sent in full. */
export type Told = "told" | ApiError;

function identity(one: Picked): string {
  return [one.path, one.file.size, one.file.lastModified].join("\n");
}

export const useUpload = defineStore("upload", () => {
  const session = useSession();
  const live = useLive();
  const all: Row[] = markRaw([]);
  const chosen = new Map<string, Picked>();
  const directories: Picked[] = [];
  let whose: string | undefined;
  let memory: Promise<Memory> | undefined;
  let examining = new AbortController();
  let pending: ReturnType<typeof setTimeout> | undefined;

  const version = ref(0);
  const collecting = ref(0);
  const toExamine = ref(0);
  const media = shallowRef<Medium[]>([]);
  const told = shallowRef(new Map<string, Told>());
  const pace = new Pace();

  const sender = new Sender(() => all, {
    store: storeFile,
    keep: async (key, outcome) => (await remembered()).keep(key, outcome),
    changed,
    finished: () => void tell(),
  });
  const phase = ref(sender.phase);
  const trouble = shallowRef(sender.trouble);

  const rows = computed(() => (version.value, all.slice()));
  const sums = computed(() => totals(rows.value));
  const studies = computed(() => studiesOf(rows.value));
  const busy = computed(() => phase.value === "running" || phase.value === "waiting");
  const rate = computed(() => (version.value, pace.rate));
  const secondsLeft = computed(
    () => (version.value, pace.secondsFor(sums.value.bytes - sums.value.doneBytes)),
  );

  function show(): void {
    clearTimeout(pending);
    pending = undefined;
    version.value++;
    phase.value = sender.phase;
    trouble.value = sender.trouble;
    pace.note(sums.value.doneBytes, phase.value === "running");
  }

  function changed(): void {
    pending ??= setTimeout(show, SHOWN_EVERY_MS);
  }

  function remembered(): Promise<Memory> {
    memory ??= Memory.open();
    return memory;
  }

  async function add(gathered: Gathered): Promise<void> {
    whose = session.session?.account;
    const fresh = gathered.picked.filter((one) => !chosen.has(identity(one)));
    fresh.forEach((one) => chosen.set(identity(one), one));
    gathered.unreadable.forEach((path) => {
      push({ file: new File([], path), path }, { kind: "unreadable" }, "");
    });
    toExamine.value += fresh.length;
    told.value = new Map();
    const { signal } = examining;
    await examine(fresh, known(signal), signal);
    if (signal.aborted) {
      return;
    }
    const paths = [...chosen.values()].map((one) => one.path);
    media.value = await Promise.all(directories.map((one) => mediumOf(one, paths)));
    all.sort((a, b) => a.path.localeCompare(b.path, "en", { numeric: true }));
    show();
  }

  function known(signal: AbortSignal): (one: Picked, found: Found) => Promise<void> {
    return async (one, found) => {
      if (found.kind === "directory") {
        directories.push(one);
      }
      const sop = found.kind === "instance" ? found.head.sopInstanceUid : "";
      const key = await keyOf(session.session?.unit ?? "", sop, one.path, one.file);
      const before =
        found.kind === "instance" ? await (await remembered()).outcomeOf(key) : undefined;
      if (!signal.aborted) {
        const row = push(one, found, key);
        if (before !== undefined) {
          row.state = before === "parked" ? "parked" : "earlier";
        }
        toExamine.value--;
      }
    };
  }

  function push({ file, path }: Picked, found: Found, key: string): Row {
    const image = found.kind === "instance";
    const row: Row = {
      id: all.length,
      path,
      file,
      head: image ? found.head : undefined,
      state: image ? "ready" : "skipped",
      why: image ? "" : found.kind,
      detail: "",
      sent: 0,
      key,
      unsure: false,
      attempts: 0,
    };
    all.push(row);
    changed();
    return row;
  }

  /** Says of every study that came whole that nothing more is to be waited for. */
  async function tell(): Promise<void> {
    show();
    if (
      !session.may("SETTLE_RECEIPTS") ||
      media.value.some((medium) => medium.missing.length > 0)
    ) {
      return;
    }
    for (const study of studies.value) {
      if (isWhole(study) && !told.value.has(study.uid)) {
        const answer = await sentInFull(study.uid, study.images).then(
          (): Told => "told",
          asApiError,
        );
        told.value = new Map(told.value).set(study.uid, answer);
      }
    }
  }

  function start(): void {
    pace.begin(sums.value.doneBytes);
    sender.start();
    show();
  }

  function pause(): void {
    sender.pause();
    show();
  }

  /** Those that failed, or were refused: what refused them may have been set right since. */
  function retry(): void {
    for (const row of all) {
      if (row.state === "failed" || row.state === "refused") {
        Object.assign(row, { state: "ready", why: "", detail: "", attempts: 0 });
      }
    }
    start();
  }

  /** Sends what this computer remembers to have sent, for whoever does not believe it. */
  async function sendAgain(): Promise<void> {
    const earlier = all.filter((row) => row.state === "earlier");
    await (await remembered()).forget(earlier.map((row) => row.key));
    for (const row of earlier) {
      row.state = "ready";
    }
    start();
  }

  /** Lets go of everything that was chosen; what the gateway has stays there. */
  function clear(): void {
    sender.pause();
    examining.abort();
    examining = new AbortController();
    all.length = 0;
    chosen.clear();
    directories.length = 0;
    media.value = [];
    told.value = new Map();
    toExamine.value = 0;
    collecting.value = 0;
    sender.phase = "idle";
    sender.trouble = undefined;
    show();
  }

  addEventListener("online", () => {
    sender.nudge();
  });
  addEventListener("beforeunload", (event) => {
    if (busy.value) {
      event.preventDefault();
    }
  });
  watch([() => live.state, () => session.locked], () => {
    if (live.state === "open" && !session.locked) {
      sender.nudge();
    }
  });
  watch(
    () => session.session?.account,
    (account) => {
      // files that one person chose are not sent in another's name
      if (account !== undefined && whose !== undefined && account !== whose) {
        clear();
      } else if (account !== undefined) {
        sender.nudge();
      }
    },
  );

  return {
    rows,
    sums,
    studies,
    media,
    told,
    phase,
    trouble,
    busy,
    rate,
    secondsLeft,
    collecting,
    toExamine,
    add,
    start,
    pause,
    retry,
    sendAgain,
    clear,
  };
});
