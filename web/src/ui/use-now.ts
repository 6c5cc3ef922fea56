import { onScopeDispose, ref, type Ref } from "vue";

/** The time as it goes by, for what counts down; ends with the component. */
export function useNow(everyMs = 1000): Ref<number> {
  const now = ref(Date.now());
  const timer = setInterval(() => {
    now.value = Date.now();
  }, everyMs);
  onScopeDispose(() => {
    clearInterval(timer);
  });
  return now;
}
