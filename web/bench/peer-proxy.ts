/**
 * The same client with another archive: pages and sessions are the gateway's, images come from the peer. Frames of the peer come as
 * parts of a message, always; here they are taken out of it, as the client asks for them.
 */
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";

export interface Proxy {
  /** Where it is. */
  site: string;
  close: () => Promise<void>;
}

/** The only part of a message, and what it is. */
export function onlyPart(message: Buffer): { type: string; content: Buffer } {
  const head = message.indexOf("\r\n\r\n");
  const boundary = message.subarray(0, message.indexOf("\r\n"));
  const end = message.lastIndexOf(Buffer.concat([Buffer.from("\r\n"), boundary]));
  if (head < 0 || end < head) {
    throw new Error("no part");
  }
  const type = /content-type: ([^\r]+)/i.exec(message.subarray(0, head).toString("latin1"))?.[1];
  return { type: type ?? "application/octet-stream", content: message.subarray(head + 4, end) };
}

/** The peer ends connections that nobody uses for a second, and an answer may be lost with one. */
const agent = new Agent({ keepAlive: false });

/** What the peer calls it. */
function peerPath(path: string): string {
  return path.replace(/\/thumbnail$/, "/rendered?viewport=96,96").replaceAll("%2C", ",");
}

function isFrame(path: string): boolean {
  return /\/frames\/\d+$/.test(path);
}

function body(message: IncomingMessage): Promise<Buffer> {
  return new Promise((done, fail) => {
    const parts: Buffer[] = [];
    message.on("data", (part: Buffer) => parts.push(part));
    message.on("end", () => {
      done(Buffer.concat(parts));
    });
    message.on("error", fail);
  });
}

/** Compressed on the way as the peer has done it. */
function giveFrame(answer: ServerResponse, message: Buffer, encoding: string | undefined): void {
  const { type, content } = onlyPart(
    encoding === "gzip"
      ? gunzipSync(message)
      : encoding === "deflate"
        ? inflateSync(message)
        : message,
  );
  const sent =
    encoding === "gzip"
      ? gzipSync(content)
      : encoding === "deflate"
        ? deflateSync(content)
        : content;
  answer.writeHead(200, {
    "Content-Type": type,
    "Content-Length": sent.length,
    ...(encoding === undefined ? {} : { "Content-Encoding": encoding }),
  });
  answer.end(sent);
}

function passOn(asked: IncomingMessage, answer: ServerResponse, site: string, path: string): void {
  const frame = isFrame(path);
  const headers = { ...asked.headers };
  if (frame) {
    headers.accept = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
  } else if (path.includes("/rendered")) {
    headers.accept = "image/jpeg";
  }
  const onward = request(new URL(path, site), { agent, method: asked.method, headers }, (found) => {
    const type = found.headers["content-type"] ?? "";
    if (frame && type.startsWith("multipart/")) {
      void body(found)
        .then((message) => {
          giveFrame(answer, message, found.headers["content-encoding"]);
        })
        .catch((fault: unknown) => {
          console.error(fault);
          answer.destroy();
        });
    } else {
      answer.writeHead(found.statusCode ?? 502, found.headers);
      found.pipe(answer);
    }
  });
  onward.on("error", () => {
    answer.destroy();
  });
  answer.on("close", () => {
    onward.destroy();
  });
  asked.pipe(onward);
}

/** Starts it on a port of its own. */
export async function startProxy(gateway: string, peer: string): Promise<Proxy> {
  const server = createServer((asked, answer) => {
    const path = asked.url ?? "/";
    if (path.startsWith("/dicom-web/")) {
      passOn(asked, answer, peer, peerPath(path));
    } else {
      passOn(asked, answer, gateway, path);
    }
  });
  const { hostname, port } = new URL(gateway);
  server.on("upgrade", (asked, socket, head) => {
    const onward = connect(Number(port), hostname, () => {
      const lines = Object.entries(asked.headers).map(
        ([name, value]) => `${name}: ${String(value)}`,
      );
      onward.write(`GET ${asked.url ?? "/"} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    for (const one of [onward, socket]) {
      one.on("error", () => {
        onward.destroy();
        socket.destroy();
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port: here } = server.address() as AddressInfo;
  return {
    site: `http://127.0.0.1:${String(here)}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  };
}
