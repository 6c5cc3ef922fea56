/** How the person at this desk wants it: kept by the gateway, and at hand on every computer. */
import { computed, type ComputedRef } from "vue";
import { useViewerPreferences, type ViewerPreferences } from "../api/viewer-preferences";
import { buttonsOf, changedKeys, keysOf, type Bindings } from "./bindings";
import { LAYOUTS, type LayoutName } from "./model/desk";

export interface Settings {
  bindings: ComputedRef<Bindings>;
  lines: ComputedRef<boolean>;
  /** Layout that is kept for a kind of studies. */
  layoutOf: (kind: string) => LayoutName | undefined;
  keepLayout: (kind: string, layout: LayoutName) => void;
  keepLinked: (linked: boolean) => void;
  isLinked: () => boolean;
  toggleLines: () => void;
  bind: (bindings: Bindings) => Promise<void>;
}

export function useSettings(): Settings {
  const preferences = useViewerPreferences();

  function put(part: ViewerPreferences): Promise<void> {
    return preferences.change((now) => ({ ...now, ...part }));
  }

  const bindings = computed(() => ({
    keys: keysOf(preferences.content.keys),
    buttons: buttonsOf(preferences.content.buttons),
  }));
  const lines = computed(() => preferences.content.lines !== false);

  return {
    bindings,
    lines,
    layoutOf: (kind) => LAYOUTS.find((one) => one === preferences.content.layouts?.[kind]),
    keepLayout: (kind, layout) => {
      void preferences.change((now) => ({ ...now, layouts: { ...now.layouts, [kind]: layout } }));
    },
    isLinked: () => preferences.content.linked === true,
    keepLinked: (linked) => void put({ linked }),
    toggleLines: () => void put({ lines: !lines.value }),
    bind: ({ keys, buttons }) => put({ keys: changedKeys(keys), buttons: { ...buttons } }),
  };
}
