/** The desk while it is worked on: what hangs in its panes, how each stands, and panes that go together. */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";
import { studyMetadata } from "../api/images";
import { release } from "./engine/loader";
import { know } from "./engine/registry";
import { NOTHING, type StackState } from "./engine/stack-state";
import type { StackView } from "./engine/stack-view";
import { activate, beside, hang, isSame, type Desk, type Hung } from "./model/desk";
import { imageId, type Image } from "./model/image";
import { partner, type Standing } from "./model/linking";
import { isShown, studyOf, type Series, type Study } from "./model/study";
import type { FrameAddress } from "../api/images";

/** What a pane can be asked to do. */
export interface PaneParts {
  view: () => StackView | undefined;
  giveUp: () => void;
  removeSelected: () => void;
}

/** A screen with room for one pane only. */
export const NARROW = "(max-width: 640px)";

/** A screen that is touched: one finger looks through the stack until another tool is chosen. */
export const TOUCHED = `(pointer: coarse), ${NARROW}`;

export interface WorkingDesk {
  desk: ShallowRef<Desk>;
  studies: ShallowRef<ReadonlyMap<string, Study>>;
  /** Series that were computed of others; they can be hung. */
  computed: ShallowRef<readonly Series[]>;
  setComputed: (series: readonly Series[]) => void;
  states: ShallowRef<readonly StackState[]>;
  /** Of the active pane. */
  state: ComputedRef<StackState>;
  series: ComputedRef<Series | undefined>;
  /** The image that is wanted in the active pane. */
  image: ComputedRef<Image | undefined>;
  /** The image that is seen there. */
  shown: ComputedRef<Image | undefined>;
  linked: Ref<boolean>;
  /** Whether overlay planes are drawn. */
  overlays: Ref<boolean>;
  parts: (pane?: number) => PaneParts | undefined;
  setParts: (pane: number, parts: PaneParts | null) => void;
  told: (pane: number, state: StackState) => void;
  /** In the active pane. */
  open: (study: Study, series: Series) => void;
  /** The series of the same study that comes so many later. */
  openNext: (by: number) => void;
  seriesOf: (hung: Hung | undefined) => Series | undefined;
  goTo: (at: FrameAddress) => void;
  /** The same, but what is active stays to be seen where there is room for two. */
  showBeside: (at: FrameAddress) => void;
  link: (on: boolean) => void;
  /** Fetches a study unless it is here. */
  fetchStudy: (uid: string) => Promise<Study>;
  close: () => void;
}

/** @param first what the desk is opened with, all of one study */
export function useDesk(study: Study, first: Desk): WorkingDesk {
  const desk = shallowRef(first);
  const studies = shallowRef<ReadonlyMap<string, Study>>(new Map());
  const made = shallowRef<readonly Series[]>([]);
  const states = shallowRef<readonly StackState[]>([]);
  const linked = ref(false);
  const overlays = ref(true);
  const panes = new Map<number, PaneParts>();
  const leaving = new AbortController();
  /** What the states were told of. */
  const toldOf = new Map<number, Hung | undefined>();
  /** Undefined until it is known how all panes stand. */
  let standings: readonly (Standing | undefined)[] | undefined;
  let linkedDesk: Desk | undefined;

  function add(one: Study): void {
    know(one.series.flatMap((series) => series.images));
    studies.value = new Map([...studies.value, [one.uid, one]]);
  }
  add(study);

  function seriesOf(hung: Hung | undefined): Series | undefined {
    const holder = hung === undefined ? undefined : studies.value.get(hung.study);
    const among = [...(holder?.series ?? []), ...made.value];
    return among.find((one) => one.uid === hung?.series);
  }

  const state = computed(() => states.value[desk.value.active] ?? NOTHING);
  const series = computed(() => seriesOf(desk.value.panes[desk.value.active]));
  const image = computed(() => series.value?.images[state.value.index]);
  const shown = computed(() =>
    state.value.shown === undefined ? undefined : series.value?.images[state.value.shown],
  );

  function standing(pane: number): Standing | undefined {
    const images = seriesOf(desk.value.panes[pane])?.images;
    const index = states.value[pane]?.index;
    return images?.[0] === undefined || index === undefined ? undefined : { images, index };
  }

  function link(on: boolean): void {
    linked.value = on;
    standings = undefined;
    stand();
  }

  /** Panes go together from where they all stood when there was something new on the desk. */
  function stand(): void {
    const { panes: hung } = desk.value;
    if (standings !== undefined && sameHangs(linkedDesk, desk.value)) {
      return;
    }
    const known = hung.every((one, at) => one === undefined || isSame(one, toldOf.get(at)));
    linkedDesk = desk.value;
    standings = known ? hung.map((_, at) => standing(at)) : undefined;
  }

  /** The other panes show what belongs to what the active one shows. */
  function follow(): void {
    const { active, panes: hung } = desk.value;
    const moved = standings?.[active];
    const now = states.value[active]?.index ?? 0;
    hung.forEach((_, pane) => {
      const other = standings?.[pane];
      if (pane !== active && moved !== undefined && other !== undefined) {
        const index = partner(moved, now, other);
        if (index !== undefined) {
          panes.get(pane)?.view()?.go(index);
        }
      }
    });
  }

  function told(pane: number, now: StackState): void {
    const before = states.value[pane];
    const same = isSame(toldOf.get(pane), desk.value.panes[pane]);
    const all = [...states.value];
    all[pane] = now;
    states.value = all;
    toldOf.set(pane, desk.value.panes[pane]);
    if (linked.value) {
      const known = standings !== undefined;
      stand();
      if (known && same && pane === desk.value.active && before?.index !== now.index) {
        follow();
      }
    }
  }

  function open(holder: Study, one: Series): void {
    const hung = { study: holder.uid, series: one.uid, index: 0 };
    desk.value = hang(desk.value, desk.value.active, hung);
  }

  function openNext(by: number): void {
    const holder = studies.value.get(desk.value.panes[desk.value.active]?.study ?? study.uid);
    const all = holder?.series.filter(isShown) ?? [];
    const next = all[all.findIndex((one) => one.uid === series.value?.uid) + by];
    if (holder !== undefined && next !== undefined) {
      open(holder, next);
    }
  }

  function hungAt(at: FrameAddress): Hung | undefined {
    const found = seriesOf({ study: at.study, series: at.series, index: 0 });
    const index = found?.images.findIndex((one) => one.id === imageId(at)) ?? -1;
    return index < 0 ? undefined : { study: at.study, series: at.series, index };
  }

  function showBeside(at: FrameAddress): void {
    const hung = hungAt(at);
    const there = desk.value.panes.some((one) => isSame(one, hung));
    if (hung !== undefined && !there && !matchMedia(NARROW).matches) {
      desk.value = beside(desk.value, hung);
    } else {
      goTo(at);
    }
  }

  function goTo(at: FrameAddress): void {
    const hung = hungAt(at);
    if (hung !== undefined) {
      const pane = desk.value.panes.findIndex((one) => isSame(one, hung));
      desk.value = hang(activate(desk.value, pane), pane < 0 ? desk.value.active : pane, hung);
    }
  }

  async function fetchStudy(uid: string): Promise<Study> {
    const there = studies.value.get(uid);
    if (there !== undefined) {
      return there;
    }
    const context = { signal: leaving.signal, background: false };
    const found = studyOf(uid, await studyMetadata(uid, context));
    add(found);
    return found;
  }

  function close(): void {
    leaving.abort();
    for (const one of studies.value.values()) {
      release(one.series.flatMap(({ images }) => images));
    }
    release(made.value.flatMap(({ images }) => images));
  }

  function setComputed(all: readonly Series[]): void {
    know(all.flatMap(({ images }) => images));
    made.value = all;
  }

  return {
    ...{ computed: made, setComputed },
    ...{ desk, studies, states, state, series, image, shown, linked, overlays },
    ...{ told, open, openNext, seriesOf, goTo, showBeside, link, fetchStudy, close },
    parts: (pane = desk.value.active) => panes.get(pane),
    setParts: (pane, parts) => {
      if (parts === null) {
        panes.delete(pane);
      } else {
        panes.set(pane, parts);
      }
    },
  };
}

function sameHangs(a: Desk | undefined, b: Desk): boolean {
  return a?.panes.length === b.panes.length && a.panes.every((one, at) => isSame(one, b.panes[at]));
}
