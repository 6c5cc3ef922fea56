import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Windows, type News } from "./second-screen";

/** Channels of one browser. */
class Channel {
  static all: Channel[] = [];
  static sent = 0;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor(readonly name: string) {
    Channel.all.push(this);
  }

  postMessage(data: unknown): void {
    Channel.sent++;
    for (const one of Channel.all) {
      if (one !== this && one.name === this.name) {
        one.onmessage?.({ data: JSON.parse(JSON.stringify(data)) as unknown });
      }
    }
  }

  close(): void {
    Channel.all = Channel.all.filter((one) => one !== this);
  }
}

const AT = { study: "1", series: "1.1", instance: "1.1.1", frame: 1 };
const NEXT = { ...AT, instance: "1.1.2" };

beforeEach(() => {
  Channel.all = [];
  Channel.sent = 0;
  vi.stubGlobal("BroadcastChannel", Channel);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("a window tells what somebody does in it, and is not told of what it told", () => {
  const heard: News[] = [];
  const one = new Windows("1", (news) => heard.push(news));
  // shows what it is told, as its viewer does
  const other: Windows = new Windows("1", (news) => {
    if (news.kind === "place") {
      other.place(news.at, news.chosen);
    }
  });
  one.place(AT, true);
  expect(Channel.sent).toBe(0);
  one.touched();
  one.place(AT, true);
  one.place(AT, false);
  expect(Channel.sent).toBe(1);
  other.touched();
  other.place(NEXT, false);
  expect(heard).toEqual([{ kind: "place", at: NEXT, chosen: false }]);
  // what follows from that is not this window's doing
  one.place({ ...NEXT, series: "1.2" }, true);
  expect(Channel.sent).toBe(2);
});

test("windows at other studies hear nothing, nor do those that were closed", () => {
  const heard: News[] = [];
  const one = new Windows("1", () => undefined);
  const elsewhere = new Windows("2", (news) => heard.push(news));
  const closed = new Windows("1", (news) => heard.push(news));
  closed.close();
  one.notes("1");
  expect(Channel.sent).toBe(1);
  expect(heard).toEqual([]);
  elsewhere.close();
});

test("a browser without channels has its windows apart", () => {
  vi.stubGlobal("BroadcastChannel", undefined);
  const alone = new Windows("1", () => undefined);
  alone.touched();
  alone.place(AT, true);
  alone.close();
  expect(Channel.sent).toBe(0);
});
