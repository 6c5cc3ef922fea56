import dns from "node:dns";
import { NAME } from "./harness";

/** The browser has a rule of its own for this name; what tests ask without a page goes through here. */
function here(name: string): string {
  return name === NAME ? "127.0.0.1" : name;
}

const { lookup } = dns;
dns.lookup = new Proxy(lookup, {
  apply: (target, self, [name, ...rest]: [string, ...unknown[]]): unknown =>
    Reflect.apply(target, self, [here(name), ...rest]),
});
const { lookup: promised } = dns.promises;
dns.promises.lookup = new Proxy(promised, {
  apply: (target, self, [name, ...rest]: [string, ...unknown[]]): unknown =>
    Reflect.apply(target, self, [here(name), ...rest]),
});
