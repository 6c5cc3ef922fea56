/** Who is at the other ends: programs of DCMTK, and hospital information systems that speak HL7 v2 over MLLP. */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, vi } from "vitest";

const run = promisify(execFile);
const DEADLINE_MS = 60_000;
const START = 0x0b;
const END = Buffer.of(0x1c, 0x0d);

/** All that a program says; throws when it ends with a fault. */
export async function said(program: string, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await run(program, args, { timeout: DEADLINE_MS, encoding: "utf8" });
  return stdout + stderr;
}

function framed(text: string): Buffer {
  return Buffer.concat([Buffer.of(START), Buffer.from(text, "utf8"), END]);
}

/** Gives each message of a connection. */
function frames(socket: Socket, each: (message: string) => void, text = "utf-8"): void {
  const decoder = new TextDecoder(text);
  let bytes = Buffer.alloc(0);
  socket.on("data", (more) => {
    bytes = Buffer.concat([bytes, Buffer.from(more)]);
    for (let end = bytes.indexOf(END); end >= 0; end = bytes.indexOf(END)) {
      each(decoder.decode(bytes.subarray(1, end)));
      bytes = bytes.subarray(end + END.length);
    }
  });
}

/** Sends a message and gives what is answered. */
export async function mllp(port: number, message: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  try {
    return await new Promise<string>((resolve, reject) => {
      socket.setTimeout(DEADLINE_MS, () => {
        reject(new Error("no acknowledgement"));
      });
      socket.on("error", reject);
      frames(socket, resolve);
      socket.write(framed(message));
    });
  } finally {
    socket.destroy();
  }
}

/** Somebody who takes messages. */
export interface Listener {
  port: number;
  /** What has come, whatever was answered. */
  taken: string[];
  /** What every message is answered: AA, or a refusal such as `AE`. */
  says: string;
  close: () => Promise<void>;
}

/**
 * Says AA to every message, until it is told to say something else.
 *
 * @param text how it reads, such as `gb18030`
 */
export async function listening(text = "utf-8"): Promise<Listener> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => socket.destroy());
    const take = (message: string) => {
      listener.taken.push(message);
      const id = message.split("\r")[0]?.split("|")[9] ?? "";
      socket.write(
        framed(
          `MSH|^~\\&|HIS|TS1|LIANZHEN|XX1|20261130||ACK|A${id}|P|2.4\rMSA|${listener.says}|${id}\r`,
        ),
      );
    };
    frames(socket, take, text);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const listener: Listener = {
    port: (server.address() as AddressInfo).port,
    taken: [],
    says: "AA",
    close: async () => {
      open.forEach((one) => one.destroy());
      server.close();
      await once(server, "close");
    },
  };
  return listener;
}

/** A PACS that takes what is sent to it into a folder. */
export interface Pacs {
  /** Files that have come so far. */
  files: () => string[];
  close: () => Promise<void>;
}

/** DCMTK's `storescp`. */
export async function storing(title: string, port: number): Promise<Pacs> {
  const folder = mkdtempSync(join(tmpdir(), "lianzhen-pacs-"));
  const child: ChildProcess = spawn(
    "storescp",
    ["-aet", title, "-od", folder, "+xa", String(port)],
    { stdio: "ignore" },
  );
  await vi.waitFor(
    async () => {
      expect(await answers(port), "storescp listens").toBe(true);
    },
    { timeout: DEADLINE_MS, interval: 200 },
  );
  return {
    files: () => readdirSync(folder).map((name) => join(folder, name)),
    close: async () => {
      const end = once(child, "exit");
      child.kill();
      await end;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false; // it has not begun yet
  } finally {
    socket.destroy();
  }
}
