/** The desk while sections of a volume lie on it instead of what was there before. */
import { nextTick, onBeforeUnmount, shallowRef, type ShallowRef } from "vue";
import { asApiError, type ApiError } from "../api/errors";
import { NO_NOTES } from "../api/image-notes";
import { compute } from "./engine/computed";
import { cacheBytesHere, volumeBytes } from "./engine/limits";
import { release } from "./engine/loader";
import { loadVolume, reserve } from "./engine/volume-loading";
import type { Desk, Hung } from "./model/desk";
import { NoteBook } from "./model/notes";
import { reformatted, slabName, type Reformatted } from "./model/reformat";
import { placeOfSlice, type Volume } from "./model/section";
import { NO_SLAB, PLANES, type Slab } from "./model/slab";
import type { Series } from "./model/study";
import type { ReformatState, ViewerState } from "./model/viewer-state";
import { isRefusal, volumeOf, type Refusal } from "./model/volume";
import { deskOfSections, sectionsSeen } from "./sections-state";
import type { WorkingDesk } from "./use-desk";
import type { StudyNotes } from "./use-notes";
import type { Views } from "./use-viewer-state";

export type Reformatting =
  | { kind: "off" }
  | { kind: "refused"; refusal: Refusal }
  | { kind: "failed"; error: ApiError }
  | { kind: "loading"; there: number; all: number }
  | { kind: "on" };

export interface Reformats extends Views {
  state: ShallowRef<Reformatting>;
  slab: ShallowRef<Slab>;
  /** Begins with what is active, or leaves. */
  toggle: () => void;
  /** Why it did not begin has been read. */
  dismiss: () => void;
  setSlab: (slab: Slab) => void;
  /** What is measured on sections, as long as the page is open. */
  notes: () => StudyNotes;
}

interface Source {
  series: Series;
  study: string;
  volume: Volume;
  /** What was on the desk. */
  before: ViewerState;
}

/** Sections that were seen before, and what lay on the desk then. */
interface Wanted {
  sections: ReformatState;
  before: ViewerState;
}

function unkept(): StudyNotes {
  const notes = shallowRef(NO_NOTES);
  const book = new NoteBook((now) => {
    notes.value = now;
  });
  return { book, notes, keeping: shallowRef("never") };
}

export function useReformat(working: WorkingDesk, views: Views): Reformats {
  const state = shallowRef<Reformatting>({ kind: "off" });
  const slab = shallowRef<Slab>(NO_SLAB);
  const books = new Map<string, StudyNotes>();
  let source: Source | undefined;
  let loading: AbortController | undefined;
  /** Sections that are being made anew. */
  let coming: ReformatState | undefined;

  function notes(): StudyNotes {
    const name = `${source?.series.uid ?? ""}:${slabName({ slab: slab.value })}`;
    const there = books.get(name) ?? unkept();
    books.set(name, there);
    return there;
  }

  function sections({ series, volume }: Source): Reformatted[] {
    const all = PLANES.map((plane) => reformatted(series, volume, { plane, slab: slab.value }));
    all.forEach(compute);
    return all;
  }

  /** What was computed before is let go of when no pane shows it any more. */
  function put(all: readonly Reformatted[], desk: Desk): void {
    const before = working.computed.value;
    working.setComputed(all.map((one) => one.series));
    working.desk.value = desk;
    void nextTick(() => {
      release(before.flatMap(({ images }) => images));
    });
  }

  /** Sections through the slice that was seen, and through the middle. */
  function show(from: Source, slice: number): void {
    const all = sections(from);
    const window = working.parts(shownAt(from.series))?.view()?.seenAs?.window;
    const opening = window === undefined ? {} : { opening: { window } };
    const panes = all.map(({ series, section }): Hung => {
      const index = placeOfSlice(from.volume.grid, section, slice);
      return {
        study: from.study,
        series: series.uid,
        index: index ?? Math.floor(series.images.length / 2),
        ...opening,
      };
    });
    const original = { study: from.study, series: from.series.uid, index: slice, ...opening };
    put(all, { layout: "2x2", panes: [...panes, original], active: 0 });
    state.value = { kind: "on" };
  }

  /** Sections as they were seen. */
  function showAgain(from: Source, wanted: ReformatState): void {
    slab.value = wanted.slab;
    const all = sections(from);
    put(all, deskOfSections(working, all, wanted));
    state.value = { kind: "on" };
  }

  async function begin(series: Series, study: string, wanted?: Wanted): Promise<void> {
    const grid = volumeOf(series, volumeBytes(cacheBytesHere()));
    if (isRefusal(grid)) {
      coming = undefined;
      state.value = { kind: "refused", refusal: grid };
      return;
    }
    const control = new AbortController();
    loading = control;
    const all = series.images.length;
    state.value = { kind: "loading", there: 0, all };
    reserve(grid);
    const told = (there: number): void => {
      state.value = { kind: "loading", there, all };
    };
    try {
      const { signal } = control;
      const volume = await loadVolume(series.images, grid, { signal, told });
      source = { series, study, volume, before: wanted?.before ?? views.take() };
      coming = undefined;
      if (wanted === undefined) {
        show(source, sliceOf(series));
      } else {
        showAgain(source, wanted.sections);
      }
    } catch (fault) {
      if (!control.signal.aborted) {
        control.abort(); // the other slices are of no use
        reserve(undefined);
        coming = undefined;
        state.value = { kind: "failed", error: asApiError(fault) };
      }
    }
  }

  /** The pane that shows a series. */
  function shownAt(series: Series): number {
    const { panes, active } = working.desk.value;
    const shows = (pane: number): boolean => panes[pane]?.series === series.uid;
    return shows(active) ? active : panes.findIndex((_, pane) => shows(pane));
  }

  /** Where the pane stands that shows a series, or the middle. */
  function sliceOf(series: Series): number {
    const standing = working.states.value[shownAt(series)]?.index;
    return standing ?? Math.floor(series.images.length / 2);
  }

  /** Forgets all of it; gives what was on the desk. */
  function stop(): ViewerState | undefined {
    const before = source?.before;
    loading?.abort();
    loading = undefined;
    source = undefined;
    coming = undefined;
    state.value = { kind: "off" };
    reserve(undefined);
    return before;
  }

  async function leave(): Promise<void> {
    const before = stop();
    if (before !== undefined) {
      await restore({ ...before, linked: working.linked.value });
    }
  }

  async function restore(wanted: ViewerState): Promise<void> {
    await views.restore(wanted);
    await nextTick();
    release(working.computed.value.flatMap(({ images }) => images));
    working.setComputed([]);
    const { reformat: sections, ...before } = wanted;
    const series = sections && working.seriesOf({ ...sections, index: 0 });
    if (sections !== undefined && series !== undefined) {
      coming = sections;
      await begin(series, sections.study, { sections, before: { ...before, reformat: undefined } });
    }
  }

  function take(): ViewerState {
    const before = source?.before ?? views.take();
    const of = source && { study: source.study, series: source.series.uid, slab: slab.value };
    return { ...before, reformat: of === undefined ? coming : sectionsSeen(working, of) };
  }

  function toggle(): void {
    const { series, desk } = working;
    const study = desk.value.panes[desk.value.active]?.study;
    if (state.value.kind === "on" || state.value.kind === "loading") {
      void leave();
    } else if (series.value !== undefined && study !== undefined) {
      void begin(series.value, study);
    }
  }

  /** The same places as before, seen as before. */
  function setSlab(wanted: Slab): void {
    if (source === undefined) {
      return;
    }
    const same = slabName({ slab: slab.value }) === slabName({ slab: wanted });
    slab.value = wanted;
    if (same) {
      return;
    }
    const { desk, states } = working;
    const planes = working.computed.value.map((one) => one.uid);
    const all = sections(source);
    const panes = desk.value.panes.map((hung, at): Hung | undefined => {
      const series = all[planes.indexOf(hung?.series ?? "")]?.series;
      if (hung === undefined || series === undefined) {
        return hung;
      }
      const look = working.parts(at)?.view()?.seenAs;
      const index = states.value[at]?.index ?? hung.index;
      return { ...hung, series: series.uid, index, opening: look === undefined ? {} : { look } };
    });
    put(all, { ...desk.value, panes });
  }

  onBeforeUnmount(() => {
    stop();
  });

  function dismiss(): void {
    state.value = { kind: "off" };
  }

  return {
    ...{ state, slab, toggle, dismiss, setSlab, notes },
    take,
    restore: (wanted) => {
      stop();
      return restore(wanted);
    },
  };
}
