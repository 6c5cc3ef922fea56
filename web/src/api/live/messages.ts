/** What goes over the WebSocket of a browser. Patients are never named in it. */
export interface Hello {
  type: "hello";
  /** Build of the client that the gateway serves; another than ours means that ours has expired. */
  build: string;
  /** Changes with every start of the gateway. */
  epoch: string;
  seq: number;
}

/** Something that a list may show has changed. */
export interface Changed {
  type: "changed";
  topic: string;
  id?: string;
}

/** Words in one language. */
export interface NoticeWords {
  title: string;
  text: string;
}

/** Something that a person must know. */
export interface Notice {
  type: "notice";
  id: string;
  kind: string;
  unit: string;
  urgency: string;
  raisedAt: string;
  words: { zh: NoticeWords; en: NoticeWords };
}

/** A step of an examination that this account watches under the word `watch`, see `api/links.ts`. */
export interface LinkStepTaken {
  type: "link-step";
  watch: string;
  step: string;
  result: "OK" | "FAILED" | "SKIPPED";
  tookMillis: number;
  code: string;
  message: Record<string, string>;
}

/** Messages were lost: everything that is open is to be loaded anew. */
export interface Resync {
  type: "resync";
}

export type LiveMessage = (Hello | Changed | Notice | LinkStepTaken | Resync) & { seq?: number };

/** How the connection is: `off` when nobody is logged in. */
export type LiveState = "off" | "connecting" | "open" | "lost";

/** What one browser's connection tells its pages. */
export type LiveEvent =
  | { kind: "state"; state: LiveState }
  | { kind: "message"; message: LiveMessage }
  /** The connection ended, perhaps because the session has: ask the gateway. */
  | { kind: "session" };

/** What pages ask of the connection. */
export type LiveCommand = { kind: "start" } | { kind: "stop" } | { kind: "retry" };
