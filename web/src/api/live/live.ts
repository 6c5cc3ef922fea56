/** Live news for pages: what has changed, what somebody must know, and whether the gateway can be reached. */
import { defineStore } from "pinia";
import { onScopeDispose, ref } from "vue";
import { openChannel, type LiveChannel } from "./channel";
import type { LiveEvent, LiveMessage, LiveState, Notice } from "./messages";

type Listener = (message: LiveMessage) => void;

/** Build of this page. One that the gateway does not serve, while it is worked on, goes by what it is told first. */
let ours = import.meta.env.VITE_BUILD_ID as string | undefined;

export const useLive = defineStore("live", () => {
  const state = ref<LiveState>("off");
  /** The gateway serves another build than this page is of. */
  const expired = ref(false);
  const listeners = new Set<Listener>();
  let channel: LiveChannel | undefined;
  let askSession: () => void = () => undefined;

  function heard(event: LiveEvent): void {
    if (event.kind === "state") {
      state.value = event.state;
    } else if (event.kind === "session") {
      askSession();
    } else {
      if (event.message.type === "hello") {
        ours ??= event.message.build;
        expired.value = event.message.build !== "" && event.message.build !== ours;
      }
      for (const listener of listeners) {
        listener(event.message);
      }
    }
  }

  /** @param onDoubt asks whether the session is still there */
  function start(onDoubt: () => void): void {
    askSession = onDoubt;
    channel ??= openChannel(heard);
    channel.command({ kind: "start" });
  }

  function stop(): void {
    channel?.command({ kind: "stop" });
    state.value = "off";
  }

  function retry(): void {
    channel?.command({ kind: "retry" });
  }

  function listen(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return { state, expired, start, stop, retry, listen };
});

/** Calls back when something of these topics has changed, or when that may have been missed; ends with the component. */
export function onChanged(
  topics: readonly string[],
  changed: (id: string | undefined) => void,
): void {
  const stop = useLive().listen((message) => {
    if (message.type === "resync") {
      changed(undefined);
    } else if (message.type === "changed" && topics.includes(message.topic)) {
      changed(message.id);
    }
  });
  onScopeDispose(stop);
}

/** Calls back for every notice; ends with the component. */
export function onNotice(shown: (notice: Notice) => void): void {
  const stop = useLive().listen((message) => {
    if (message.type === "notice") {
      shown(message);
    }
  });
  onScopeDispose(stop);
}
