/** The notes of every study that is open on the desk, kept as they are made. */
import { onBeforeUnmount, shallowRef, type ShallowRef } from "vue";
import { gatewayNotes, NO_NOTES, type ImageNotes, type NoteStore } from "../api/image-notes";
import { draftsOf } from "../api/note-drafts";
import { NoteKeeper, type Keeping } from "../api/note-keeper";
import { useSession } from "../api/session";
import { NoteBook } from "./model/notes";

export interface StudyNotes {
  book: NoteBook;
  notes: ShallowRef<ImageNotes>;
  /** Of some nothing is kept. */
  keeping: ShallowRef<Keeping | "never">;
}

export interface Notes {
  /** Fetched when first asked for. */
  of: (study: string) => StudyNotes;
  /** Another page has kept some of a study. */
  refresh: (study: string) => void;
}

interface Kept extends StudyNotes {
  keeper: NoteKeeper;
}

/** Notes that go with the page: of whoever came by a link, for whom nothing is kept. */
function passingNotes(): Notes {
  const all = new Map<string, StudyNotes>();
  return {
    of: (study) => {
      const notes = shallowRef(NO_NOTES);
      const book = new NoteBook((now) => {
        notes.value = now;
      });
      const there = all.get(study) ?? { book, notes, keeping: shallowRef("never" as const) };
      all.set(study, there);
      return there;
    },
    refresh: () => undefined,
  };
}

/** @param saved called when notes of a study were saved that other pages do not know */
export function useNotes(saved: (study: string) => void, store: NoteStore = gatewayNotes): Notes {
  const session = useSession();
  if (!session.may("ANNOTATE_STUDIES")) {
    return passingNotes();
  }
  const drafts = draftsOf(session.session?.account ?? "");
  const all = new Map<string, Kept>();

  function begun(study: string): Kept {
    const notes = shallowRef(NO_NOTES);
    const keeping = shallowRef<Keeping>("loading");
    let adopting = false;
    const book = new NoteBook((now) => {
      notes.value = now;
      if (!adopting) {
        keeper.keep(now);
      }
    });
    const adopt = (base: ImageNotes, theirs: ImageNotes): ImageNotes => {
      adopting = true;
      const now = book.adopt(base, theirs);
      adopting = false;
      return now;
    };
    const told = (state: Keeping): void => {
      if (state === "saved" && keeping.value === "saving") {
        saved(study);
      }
      keeping.value = state;
    };
    const keeper = new NoteKeeper(store, study, { adopt, told }, drafts);
    keeper.open();
    return { book, notes, keeping, keeper };
  }

  function of(study: string): StudyNotes {
    const there = all.get(study) ?? begun(study);
    all.set(study, there);
    return there;
  }

  function flush(): void {
    for (const { keeper } of all.values()) {
      keeper.flush();
    }
  }

  function leaving(event: BeforeUnloadEvent): void {
    flush();
    if ([...all.values()].some((one) => ["unsaved", "refused"].includes(one.keeping.value))) {
      event.preventDefault();
    }
  }

  addEventListener("online", flush);
  addEventListener("beforeunload", leaving);
  onBeforeUnmount(() => {
    removeEventListener("online", flush);
    removeEventListener("beforeunload", leaving);
    for (const { keeper } of all.values()) {
      keeper.close();
    }
  });
  return { of, refresh: (study) => all.get(study)?.keeper.refresh() };
}
