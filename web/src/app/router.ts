import {
  createRouter,
  type RouteLocationNormalized,
  type Router,
  type RouterHistory,
  type RouteRecordRaw,
} from "vue-router";
import { useLive } from "../api/live/live";
import { useSession } from "../api/session";
import type { Page } from "../lib/page";
import { pages } from "./pages";
import { afterLogIn, gate, SHARED } from "./gate";

declare module "vue-router" {
  interface RouteMeta {
    /** Key of the title; none until the first page is known. */
    title?: string;
    needs?: readonly string[];
    /** Shown without the shell, to people who are not logged in or not yet ready. */
    bare?: boolean;
  }
}

function route(page: Page): RouteRecordRaw {
  const meta = { title: page.title, ...(page.needs === undefined ? {} : { needs: page.needs }) };
  return { path: page.path, name: page.name, component: page.load, meta };
}

const BARE: RouteRecordRaw[] = [
  {
    path: "/login",
    name: "login",
    component: () => import("./account/LogInPage.vue"),
    meta: { title: "login.title", bare: true },
  },
  {
    path: "/login/password",
    name: "new-password",
    component: () => import("./account/NewPasswordPage.vue"),
    meta: { title: "login.newPassword", bare: true },
  },
  {
    path: "/login/second-factor",
    name: "enrol",
    component: () => import("./account/EnrolPage.vue"),
    meta: { title: "login.enrol", bare: true },
  },
  {
    path: SHARED,
    name: "shared",
    component: () => import("./account/SharedPage.vue"),
    meta: { title: "shared.title", bare: true },
  },
];

const NOWHERE: RouteRecordRaw = {
  path: "/:path(.*)*",
  name: "not-found",
  component: () => import("./pages/NotFoundPage.vue"),
  meta: { title: "notFound.title" },
};

export function createAppRouter(history: RouterHistory): Router {
  const router = createRouter({
    history,
    routes: [...BARE, ...pages.map(route), NOWHERE],
  });
  router.beforeEach(async (to) => {
    if (useLive().expired) {
      location.assign(to.fullPath);
      return false;
    }
    return admit(to);
  });
  return router;
}

async function admit(
  to: RouteLocationNormalized,
): Promise<boolean | { path: string; query?: Record<string, string> }> {
  const session = useSession();
  if (!session.loaded) {
    await session.load();
  }
  const turn = gate(session.session, to.path);
  if (turn === undefined) {
    return true;
  }
  if (turn === "back") {
    return { path: afterLogIn(to.query["next"]) };
  }
  const next = to.meta.bare === true ? to.query["next"] : to.fullPath;
  return { path: turn, ...(typeof next === "string" && next !== "/" ? { query: { next } } : {}) };
}
