import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Delays } from "../../lib/delays";
import { LiveConnection, type Socket } from "./connection";
import type { LiveEvent } from "./messages";

class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  sent: string[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.closed = true;
  }

  says(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

let sockets: FakeSocket[];
let events: LiveEvent[];
let connection: LiveConnection;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  events = [];
  connection = new LiveConnection(
    () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    (event) => events.push(event),
    new Delays(1000, 8000, () => 1),
  );
});

afterEach(() => {
  vi.useRealTimers();
});

function newest(): FakeSocket {
  const socket = sockets.at(-1);
  if (socket === undefined) {
    throw new Error("no socket was opened");
  }
  return socket;
}

function states(): string[] {
  return events.flatMap((event) => (event.kind === "state" ? [event.state] : []));
}

function opened(): void {
  newest().onopen?.();
  newest().says({ type: "hello", build: "b", epoch: "e1", seq: 5 });
}

test("it is open when the gateway has said hello", () => {
  connection.command({ kind: "start" });
  newest().onopen?.();
  expect(newest().sent).toEqual(['{"type":"resume","epoch":"","seq":0}']);
  expect(states()).toEqual(["connecting"]);
  newest().says({ type: "hello", build: "b", epoch: "e1", seq: 5 });
  expect(states()).toEqual(["connecting", "open"]);
});

test("it comes back with growing pauses and says what it has seen", () => {
  connection.command({ kind: "start" });
  opened();
  newest().says({ type: "changed", topic: "study", seq: 8 });
  newest().onclose?.();
  expect(states().at(-1)).toBe("lost");
  expect(events.at(-1)).toEqual({ kind: "session" });

  vi.advanceTimersByTime(999);
  expect(sockets).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(sockets).toHaveLength(2);
  newest().onclose?.();
  vi.advanceTimersByTime(1999);
  expect(sockets).toHaveLength(2);
  vi.advanceTimersByTime(1);
  newest().onopen?.();
  expect(newest().sent).toEqual(['{"type":"resume","epoch":"e1","seq":8}']);
  newest().says({ type: "hello", build: "b", epoch: "e1", seq: 9 });
  expect(states().at(-1)).toBe("open");
});

test("hello of the same process does not hide what was missed", () => {
  connection.command({ kind: "start" });
  opened();
  newest().onclose?.();
  vi.advanceTimersByTime(1000);
  newest().says({ type: "hello", build: "b", epoch: "e1", seq: 9 });
  newest().onclose?.();
  vi.advanceTimersByTime(1000);
  newest().onopen?.();
  expect(newest().sent).toEqual(['{"type":"resume","epoch":"e1","seq":5}']);
});

test("silence for longer than the gateway's beat is a lost connection", () => {
  connection.command({ kind: "start" });
  opened();
  vi.advanceTimersByTime(60_000);
  newest().says({ type: "tick" });
  vi.advanceTimersByTime(60_000);
  expect(states().at(-1)).toBe("open");
  vi.advanceTimersByTime(10_001);
  expect(sockets[0]?.closed).toBe(true);
  expect(states()).toContain("lost");
});

test("when nobody is logged in it is off and stays so", () => {
  connection.command({ kind: "start" });
  opened();
  connection.command({ kind: "stop" });
  expect(newest().closed).toBe(true);
  expect(states().at(-1)).toBe("off");
  vi.advanceTimersByTime(600_000);
  expect(sockets).toHaveLength(1);
});

test("a person's hand does not wait for the pause, and opens no second one", () => {
  connection.command({ kind: "start" });
  opened();
  connection.command({ kind: "retry" });
  expect(sockets).toHaveLength(1);
  newest().onclose?.();
  connection.command({ kind: "retry" });
  expect(sockets).toHaveLength(2);
  vi.advanceTimersByTime(5000);
  expect(sockets).toHaveLength(2);
});

test("another page of the browser is told how it is", () => {
  connection.command({ kind: "start" });
  opened();
  connection.command({ kind: "start" });
  expect(sockets).toHaveLength(1);
  expect(states()).toEqual(["connecting", "open", "open"]);
});
