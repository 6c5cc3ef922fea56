import { ApiError } from "../../api/errors";
import type { FrameLoading } from "./frame-queue";

/** A memory whose loads end when the test says so. */
export class Memory implements FrameLoading {
  readonly there = new Set<string>();
  readonly asked: string[] = [];
  readonly ends = new Map<string, (failure?: ApiError) => void>();

  isThere = (id: string): boolean => this.there.has(id);

  load = (id: string, background: boolean): Promise<void> => {
    this.asked.push(background ? id : id.toUpperCase());
    return new Promise((done, fail) => {
      this.ends.set(id, (failure) => {
        this.ends.delete(id);
        if (failure === undefined) {
          this.there.add(id);
          done();
        } else {
          fail(failure);
        }
      });
    });
  };

  cancel = (id: string): void => {
    this.ends.get(id)?.(new ApiError("aborted", 0, "aborted"));
  };

  async end(id: string, failure?: ApiError): Promise<void> {
    this.ends.get(id)?.(failure);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  }
}
