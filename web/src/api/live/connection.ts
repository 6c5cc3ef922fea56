import { Delays } from "../../lib/delays";
import type { LiveCommand, LiveEvent, LiveMessage, LiveState } from "./messages";

/** The gateway pings every 25 s at least, with a message that scripts can see. */
const SILENCE_MS = 70_000;

/** The part of a WebSocket that is used; tests have their own. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

/** One WebSocket that comes back by itself and then asks for what it missed. */
export class LiveConnection {
  private socket: Socket | undefined;
  private wanted = false;
  private state: LiveState = "off";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private epoch: string | undefined;
  private seq = 0;

  constructor(
    private readonly open: () => Socket,
    private readonly tell: (event: LiveEvent) => void,
    private readonly delays = new Delays(),
  ) {}

  command(command: LiveCommand): void {
    if (command.kind === "stop") {
      this.stop();
    } else if (!this.wanted) {
      this.wanted = true;
      this.connect();
    } else if (command.kind === "retry" && this.socket === undefined) {
      this.delays.reset();
      this.connect();
    } else {
      this.tell({ kind: "state", state: this.state });
    }
  }

  private stop(): void {
    this.wanted = false;
    this.epoch = undefined;
    this.drop();
    clearTimeout(this.timer);
    this.become("off");
  }

  private drop(): void {
    clearTimeout(this.watchdog);
    const socket = this.socket;
    this.socket = undefined;
    if (socket !== undefined) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }

  private connect(): void {
    clearTimeout(this.timer);
    if (this.state !== "lost") {
      this.become("connecting");
    }
    const socket = this.open();
    this.socket = socket;
    this.watch();
    socket.onopen = () => {
      socket.send(JSON.stringify({ type: "resume", epoch: this.epoch ?? "", seq: this.seq }));
    };
    socket.onmessage = (event) => {
      this.watch();
      this.received(String(event.data));
    };
    socket.onclose = () => {
      this.socket = undefined;
      this.closed();
    };
  }

  private watch(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      this.drop();
      this.closed();
    }, SILENCE_MS);
  }

  private closed(): void {
    clearTimeout(this.watchdog);
    if (!this.wanted) {
      return;
    }
    this.become("lost");
    this.tell({ kind: "session" });
    this.timer = setTimeout(() => {
      this.connect();
    }, this.delays.next());
  }

  private received(text: string): void {
    const message = JSON.parse(text) as LiveMessage | { type: "tick" };
    if (message.type === "tick") {
      return;
    }
    if (message.type === "hello") {
      this.welcomed(message.epoch, message.seq);
    } else if (message.seq !== undefined) {
      this.seq = message.seq;
    }
    this.tell({ kind: "message", message });
  }

  private welcomed(epoch: string, seq: number): void {
    if (this.epoch !== epoch) {
      this.epoch = epoch;
      this.seq = seq;
    }
    this.delays.reset();
    this.become("open");
  }

  private become(state: LiveState): void {
    this.state = state;
    this.tell({ kind: "state", state });
  }
}

/** The gateway's door for WebSockets, on the page's own origin. */
export function openSocket(): Socket {
  const scheme = self.location.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(`${scheme}//${self.location.host}/api/v1/live`) as Socket;
}
