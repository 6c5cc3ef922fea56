/// <reference lib="webworker" />
/** The SharedWorker that holds the one connection of a browser for all its pages. */
import { LiveConnection, openSocket } from "./connection";
import type { LiveCommand, LiveEvent } from "./messages";

const scope = self as unknown as SharedWorkerGlobalScope;
const ports = new Set<MessagePort>();

const connection = new LiveConnection(openSocket, (event: LiveEvent) => {
  for (const port of ports) {
    port.postMessage(event);
  }
});

scope.onconnect = (event) => {
  const port = event.ports[0];
  if (port === undefined) {
    return;
  }
  ports.add(port);
  port.onmessage = (message: MessageEvent<LiveCommand | { kind: "bye" }>) => {
    if (message.data.kind === "bye") {
      ports.delete(port);
    } else {
      connection.command(message.data);
    }
  };
};
