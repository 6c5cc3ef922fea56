/** Sends a file with a word on how far it is, which `fetch` cannot tell. */
import { ApiError } from "./errors";
import { headers } from "./http";

/** A file may take hours on a slow line; one of which nothing moves for so long is given up. */
const SILENCE_MS = 90_000;

/** How a file is sent. */
export interface SendCall {
  /** Media type of the file. */
  type: string;
  signal: AbortSignal;
  /** Called with the bytes that have left so far. */
  sent: (bytes: number) => void;
}

async function isReadable(file: Blob): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    // taken out, or changed since it was chosen
    return false;
  }
}

/** The answer, whatever its status; throws an {@link ApiError} when there is none. The file is read piece by piece as it leaves. */
export function sendFile(path: string, file: Blob, call: SendCall): Promise<Response> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let late = false;
    let silence: ReturnType<typeof setTimeout> | undefined;
    const stop = (): void => {
      xhr.abort();
    };
    const heard = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        late = true;
        xhr.abort();
      }, SILENCE_MS);
    };
    const settle = (): void => {
      clearTimeout(silence);
      call.signal.removeEventListener("abort", stop);
    };
    xhr.open("POST", path);
    headers("POST", {}).forEach((value, name) => {
      xhr.setRequestHeader(name, value);
    });
    xhr.setRequestHeader("Content-Type", call.type);
    xhr.upload.onprogress = (event) => {
      heard();
      call.sent(event.loaded);
    };
    xhr.onload = () => {
      settle();
      const after = xhr.getResponseHeader("Retry-After");
      resolve(
        new Response(xhr.responseText, {
          status: xhr.status,
          headers: after ? { "Retry-After": after } : {},
        }),
      );
    };
    xhr.onabort = () => {
      settle();
      reject(ApiError.ofFault(undefined, !late, late));
    };
    xhr.onerror = () => {
      settle();
      void isReadable(file).then((readable) => {
        reject(
          readable
            ? ApiError.ofFault(undefined, false, false)
            : new ApiError("problem", 0, "file-unreadable"),
        );
      });
    };
    call.signal.addEventListener("abort", stop);
    heard();
    xhr.send(file);
  });
}
