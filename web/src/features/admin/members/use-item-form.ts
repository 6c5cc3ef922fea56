import { computed, ref, watch, type Ref } from "vue";
import { merged } from "./meanwhile";
import type { Complaints } from "./use-complaints";

/** How an item becomes a form, and what may be wrong with that. */
export interface ItemFormParts<I, F, X extends string> {
  /** What is changed, as it was or has become meanwhile; undefined for a new one. */
  before: () => I | undefined;
  formOf: (item: I | undefined) => F;
  faultsOf: (form: F) => ReadonlySet<X>;
  inWords: (fault: X) => string;
  /** What the gateway says of it. */
  complaints: Complaints;
}

export interface ItemForm<F, X extends string> {
  form: Ref<F>;
  /** What is wrong with a field: one of these faults, once sending was tried, or what the gateway says. */
  wrong: (field: string, ...of: X[]) => string | undefined;
  /** Whether it may be sent; from now on faults are shown. */
  passes: () => boolean;
}

/** A form for one item of the members. When somebody else was faster, what was typed stays, and the rest becomes as it is now. */
export function useItemForm<I, F extends object, X extends string>(
  parts: ItemFormParts<I, F, X>,
): ItemForm<F, X> {
  const form = ref(parts.formOf(parts.before())) as Ref<F>;
  const tried = ref(false);
  const faults = computed(() => (tried.value ? parts.faultsOf(form.value) : new Set<X>()));

  watch(parts.before, (now, was) => {
    if (now !== undefined) {
      form.value = merged(form.value, parts.formOf(was), parts.formOf(now));
    }
  });

  function wrong(field: string, ...of: X[]): string | undefined {
    const found = of.find((one) => faults.value.has(one));
    return found === undefined ? parts.complaints.of(field) : parts.inWords(found);
  }

  function passes(): boolean {
    tried.value = true;
    return faults.value.size === 0;
  }

  return { form, wrong, passes };
}
