/** How a page reaches the one connection of its browser: through a SharedWorker, a leading page, or a connection of its own. */
import { LiveConnection, openSocket } from "./connection";
import type { LiveCommand, LiveEvent } from "./messages";

export interface LiveChannel {
  command(command: LiveCommand): void;
}

type Tell = (event: LiveEvent) => void;

export function openChannel(tell: Tell): LiveChannel {
  if (typeof SharedWorker === "function") {
    return shared(tell);
  }
  return "locks" in navigator && typeof BroadcastChannel === "function"
    ? led(tell)
    : new LiveConnection(openSocket, tell);
}

function shared(tell: Tell): LiveChannel {
  const worker = new SharedWorker(new URL("./worker.ts", import.meta.url), {
    type: "module",
    name: "lianzhen-live",
  });
  worker.port.onmessage = (event: MessageEvent<LiveEvent>) => {
    tell(event.data);
  };
  addEventListener("pagehide", () => {
    worker.port.postMessage({ kind: "bye" });
  });
  return {
    command: (command) => {
      worker.port.postMessage(command);
    },
  };
}

/** The page that holds the lock leads: it has the connection, and the others hear of it through a channel. */
function led(tell: Tell): LiveChannel {
  const channel = new BroadcastChannel("lianzhen-live");
  let leader: LiveConnection | undefined;
  let last: LiveCommand = { kind: "stop" };
  channel.onmessage = (event: MessageEvent<{ event?: LiveEvent; command?: LiveCommand }>) => {
    if (event.data.event !== undefined) {
      tell(event.data.event);
    } else if (event.data.command !== undefined) {
      leader?.command(event.data.command);
    }
  };
  void navigator.locks.request("lianzhen-live", () => {
    leader = new LiveConnection(openSocket, (event) => {
      tell(event);
      channel.postMessage({ event });
    });
    leader.command(last);
    return new Promise<never>(() => undefined); // until the page goes
  });
  return {
    command: (command) => {
      last = command;
      if (leader !== undefined) {
        leader.command(command);
      } else {
        channel.postMessage({ command });
      }
    },
  };
}
