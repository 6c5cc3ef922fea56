/** The draft of one report while its page is open. */
import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from "vue";
import type { ApiError } from "../../api/errors";
import { draftStore, NO_TEXT, type Caution, type ReportText } from "../../api/reports";
import type { Reading } from "../../api/readings";
import { ReportKeeper, type Keeping } from "./report-keeper";
import { begun } from "./text";
import { unsavedText } from "./unsaved-texts";

export interface ReportDraft {
  text: ShallowRef<ReportText>;
  keeping: Ref<Keeping>;
  error: ShallowRef<ApiError | undefined>;
  cautions: ShallowRef<readonly Caution[]>;
  savedAt: ShallowRef<Date | undefined>;
  /** What stood here before another version was loaded in its place. */
  replaced: ShallowRef<ReportText | undefined>;
  set: (change: Partial<ReportText>) => void;
  /** Loads what is kept in the place of what is seen. */
  reload: () => Promise<void>;
  restore: () => void;
  forget: () => void;
  settle: () => Promise<string | undefined>;
  /** The reader is at work, though not with words. */
  touch: () => void;
}

/** More often is not needed to keep a study in hand. */
const TOUCH_MS = 240_000;

export function useReportDraft(reading: Reading, account: string): ReportDraft {
  const unsaved = unsavedText(account, reading.id);
  const text = shallowRef(NO_TEXT);
  const keeping = ref<Keeping>("loading");
  const error = shallowRef<ApiError>();
  const cautions = shallowRef<readonly Caution[]>([]);
  const savedAt = shallowRef<Date>();
  const replaced = shallowRef<ReportText>();
  let version = 0;
  let touched = Date.now();

  const keeper = new ReportKeeper(draftStore(reading.id), {
    told: (state, fault) => {
      keeping.value = state;
      error.value = fault;
      const { memory } = keeper;
      if (memory !== undefined || state === "saved") {
        unsaved.set(memory);
      }
    },
    kept: (draft) => {
      version = draft.version;
      cautions.value = draft.cautions;
      touched = Date.now();
      savedAt.value = new Date();
    },
    took: (now) => {
      text.value = now;
    },
  });

  function set(change: Partial<ReportText>): void {
    text.value = { ...text.value, ...change };
    keeper.keep(text.value);
    unsaved.set(keeper.memory);
  }

  async function open(): Promise<void> {
    const before = unsaved.get();
    await keeper.open(before);
    if (keeping.value === "unsaved") {
      return;
    }
    if (version === 0 && before === undefined) {
      set(begun(text.value, reading));
    } else if (before && JSON.stringify(before.text) !== JSON.stringify(text.value)) {
      replaced.value = before.text;
    }
  }

  async function reload(): Promise<void> {
    const before = text.value;
    await keeper.open(undefined);
    replaced.value = JSON.stringify(before) === JSON.stringify(text.value) ? undefined : before;
  }

  function online(): void {
    void keeper.settle();
  }
  function hidden(): void {
    if (document.visibilityState === "hidden") {
      keeper.leave();
    }
  }
  function leaving(event: BeforeUnloadEvent): void {
    keeper.leave();
    if (keeper.isUnsaved) {
      event.preventDefault();
    }
  }

  addEventListener("online", online);
  addEventListener("beforeunload", leaving);
  document.addEventListener("visibilitychange", hidden);
  onBeforeUnmount(() => {
    removeEventListener("online", online);
    removeEventListener("beforeunload", leaving);
    document.removeEventListener("visibilitychange", hidden);
    keeper.close();
  });
  void open();

  return {
    ...{ text, keeping, error, cautions, savedAt, replaced, set, reload },
    restore: () => {
      if (replaced.value !== undefined) {
        set(replaced.value);
        replaced.value = undefined;
      }
    },
    forget: () => {
      replaced.value = undefined;
    },
    settle: () => keeper.settle(),
    touch: () => {
      if (Date.now() - touched > TOUCH_MS) {
        touched = Date.now();
        keeper.touch();
      }
    },
  };
}
