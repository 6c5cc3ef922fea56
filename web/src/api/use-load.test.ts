import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { effectScope, nextTick, type EffectScope } from "vue";
import type { LiveEvent } from "./live/messages";
import { useLive } from "./live/live";
import { useLoad, type Load, type Refresh } from "./use-load";

let tell: (event: LiveEvent) => void = () => undefined;
vi.mock("./live/channel", () => ({
  openChannel: (told: (event: LiveEvent) => void) => {
    tell = told;
    return { command: () => undefined };
  },
}));

let scope: EffectScope;
let answers: ((value: number) => void)[];

beforeEach(() => {
  vi.useFakeTimers();
  setActivePinia(createPinia());
  useLive().start(() => undefined);
  tell({ kind: "state", state: "open" });
  scope = effectScope();
  answers = [];
});

afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

function load(refresh: Refresh): Load<number> {
  const made = scope.run(() =>
    useLoad(() => new Promise<number>((resolve) => answers.push(resolve)), refresh),
  );
  if (made === undefined) {
    throw new Error("the scope has ended");
  }
  return made;
}

function changed(topic: string): void {
  tell({ kind: "message", message: { type: "changed", topic } });
}

async function answer(value: number): Promise<void> {
  answers.at(-1)?.(value);
  await vi.advanceTimersByTimeAsync(0);
  await nextTick();
}

test("a change is loaded, and that of another topic is not", async () => {
  const list = load({ topics: ["study"] });
  await answer(1);
  changed("member");
  expect(answers).toHaveLength(1);
  changed("study");
  expect(answers).toHaveLength(2);
  await answer(2);
  expect(list.data.value).toBe(2);
});

test("a change that comes while an answer is awaited is loaded after it", async () => {
  const list = load({ topics: ["study"] });
  changed("study");
  changed("study");
  expect(answers).toHaveLength(1);
  await answer(1);
  expect(answers).toHaveLength(2);
  await answer(2);
  expect(list.data.value).toBe(2);
  expect(answers).toHaveLength(2);
});

test("what was missed is loaded when the page is looked at again", async () => {
  load({ topics: ["study"] });
  await answer(1);
  const seen = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  tell({ kind: "message", message: { type: "resync" } });
  expect(answers).toHaveLength(1);
  seen.mockReturnValue("visible");
  document.dispatchEvent(new Event("visibilitychange"));
  expect(answers).toHaveLength(2);
  seen.mockRestore();
});

test("it is asked seldom as long as changes are told, and often when they are not", async () => {
  load({ topics: ["study"], everyMs: 10_000 });
  await answer(1);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(answers).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(answers).toHaveLength(2);
  await answer(2);
  tell({ kind: "state", state: "lost" });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(answers).toHaveLength(3);
});

test("without topics it is asked every time", async () => {
  load({ everyMs: 10_000 });
  await answer(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(answers).toHaveLength(2);
});
