/** How somebody proves once more who they are: by the password, and by a code when the gateway asks for one. */
import { computed, ref, type ComputedRef, type Ref } from "vue";

/** As the gateway takes it. */
export interface GivenProof {
  password: string;
  code: string | undefined;
}

export interface Proof {
  password: Ref<string>;
  code: Ref<string>;
  needsCode: Ref<boolean>;
  missing: ComputedRef<{ password: boolean; code: boolean }>;
  isGiven: () => boolean;
  given: () => GivenProof;
  /** What the gateway said: a code is asked for from then on, and what was wrong is typed anew. */
  refused: (problem: string | undefined) => void;
}

export function useProof(): Proof {
  const password = ref("");
  const code = ref("");
  const needsCode = ref(false);
  const missing = computed(() => ({
    password: password.value === "",
    code: needsCode.value && code.value.trim() === "",
  }));
  return {
    ...{ password, code, needsCode, missing },
    isGiven: () => !missing.value.password && !missing.value.code,
    given: () => ({
      password: password.value,
      code: code.value.trim() === "" ? undefined : code.value.trim(),
    }),
    refused: (problem) => {
      needsCode.value ||= problem === "second-factor";
      if (problem === "wrong-password") {
        password.value = "";
        code.value = "";
      }
    },
  };
}
