/** Windows of one browser at the same study go in step: what is chosen or looked through in one is seen in the others. */
import type { FrameAddress } from "../api/images";

export type News =
  | { kind: "place"; at: FrameAddress; chosen: boolean }
  /** Notes of a study were kept. */
  | { kind: "notes"; study: string };

/** Windows that hear of each other. */
export class Windows {
  private readonly channel: BroadcastChannel | undefined;
  /** Whether what happens here is done by the hand of somebody here; what follows another window is not told back to it. */
  private mine = false;
  private last = "";

  constructor(study: string, heard: (news: News) => void) {
    if (typeof BroadcastChannel !== "function") {
      return;
    }
    this.channel = new BroadcastChannel(`lianzhen-viewer-${study}`);
    this.channel.onmessage = ({ data }: MessageEvent<News>) => {
      if (data.kind === "place") {
        this.mine = false;
        this.last = textOf(data.at);
      }
      heard(data);
    };
  }

  /** Somebody has touched something in this window. */
  touched(): void {
    this.mine = true;
  }

  /** @param chosen the series is another one than before */
  place(at: FrameAddress, chosen: boolean): void {
    const text = textOf(at);
    if (this.mine && text !== this.last) {
      this.last = text;
      this.channel?.postMessage({ kind: "place", at: { ...at }, chosen } satisfies News);
    }
  }

  notes(study: string): void {
    this.channel?.postMessage({ kind: "notes", study } satisfies News);
  }

  close(): void {
    this.channel?.close();
  }
}

function textOf({ series, instance, frame }: FrameAddress): string {
  return `${series}/${instance}/${String(frame)}`;
}
