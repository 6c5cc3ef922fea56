/** A gateway of a test's own, with the demonstration's county, for what would disturb other tests: it can be ended and started again. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { NAME } from "./harness";
import { said } from "./peers";

/** What starts the gateway, in JSON; whoever says nothing has our launcher. */
const COMMAND = JSON.parse(process.env["LIANZHEN_COMMAND"] ?? '["../lianzhen"]') as string[];
/** The command line of the gateway, such as to prove its audit log, once it has ended. */
export function commandLine(...args: string[]): Promise<string> {
  const [program = "", ...first] = COMMAND;
  return said(program, ...first, ...args);
}

const READY = "Lianzhen is ready";

export interface OwnGateway {
  /** Where its pages are, such as `https://lianzhen.test:8444`. */
  site: string;
  /** Its folder. */
  data: string;
  /** Asks the process to end, and waits until it has; gives its exit code, or the signal's name. */
  stop: () => Promise<number | string>;
  /** The same port and the same data as before. */
  start: () => Promise<void>;
  /** For good. */
  remove: () => Promise<void>;
}

/** One that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Ports of the other doors, by the names of their settings; those that are not named are any that is free. */
export type Doors = Readonly<Partial<Record<"--dicom-port" | "--hl7-port", number>>>;

const DOORS = ["--http-port", "--dicom-port", "--dicom-tls-port", "--media-port"];

function settings(data: string, port: number, doors: Doors): string[] {
  const all: Record<string, number> = {
    ...Object.fromEntries(DOORS.map((name) => [name, 0])),
    ...doors,
  };
  return [
    ...["run", "--demo", "--data", data, "--https-port", String(port)],
    ...["--public-url", `https://${NAME}:${String(port)}`, "--min-free-space", "0 MB"],
    ...Object.entries(all).flatMap(([name, value]) => [name, String(value)]),
  ];
}

async function started(data: string, port: number, doors: Doors): Promise<ChildProcess> {
  const [program = "", ...first] = COMMAND;
  const child = spawn(program, [...first, ...settings(data, port, doors)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line.startsWith(READY)) {
      child.stdout.resume();
      return child;
    }
  }
  throw new Error(`the gateway did not start: ${said.join("\n")}`);
}

async function ended(child: ChildProcess): Promise<number | string> {
  if (child.exitCode === null && child.signalCode === null) {
    const end = once(child, "exit");
    child.kill("SIGTERM");
    await end;
  }
  return child.exitCode ?? child.signalCode ?? "";
}

/** Started, with a folder of its own. */
export async function ownGateway(doors: Doors = {}): Promise<OwnGateway> {
  const data = mkdtempSync(join(tmpdir(), "lianzhen-own-"));
  const port = await freePort();
  let child = await started(data, port, doors);
  return {
    site: `https://${NAME}:${String(port)}`,
    data,
    stop: () => ended(child),
    start: async () => {
      child = await started(data, port, doors);
    },
    remove: async () => {
      await ended(child);
      rmSync(data, { recursive: true, force: true });
    },
  };
}
