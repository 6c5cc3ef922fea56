import type { Router } from "vue-router";

const KEY = "lianzhen.reloaded";
const ONCE_MS = 30_000;

/** Loads the page anew when a part of its build is gone, but not again and again. */
function reloadOnce(path: string): void {
  const last = Number(sessionStorage.getItem(KEY) ?? 0);
  if (Date.now() - last < ONCE_MS) {
    return;
  }
  sessionStorage.setItem(KEY, String(Date.now()));
  location.assign(path);
}

async function isReachable(): Promise<boolean> {
  try {
    return (await fetch("/", { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false; // without the gateway a reload would lose the page for nothing
  }
}

/** A new build takes away the parts of the old one: whoever misses one is given the new build. */
export function recoverFromExpiredBuild(router: Router): void {
  let target = location.pathname + location.search;
  router.beforeEach((to) => {
    target = to.fullPath;
  });
  addEventListener("vite:preloadError", () => {
    const path = target;
    void isReachable().then((reachable) => {
      if (reachable) {
        reloadOnce(path);
      }
    });
  });
}
