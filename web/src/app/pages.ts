import { House } from "@element-plus/icons-vue";
import type { Page } from "../lib/page";

/** Pages of the shell itself, for everybody. */
const OWN: readonly Page[] = [
  {
    path: "/",
    name: "home",
    title: "home.title",
    nav: { group: "work", order: 0, icon: House },
    load: () => import("./home/HomePage.vue"),
  },
  { path: "/me", name: "me", title: "me.title", load: () => import("./account/MyAccountPage.vue") },
];

/** Every `pages.ts` of a feature exports `pages`; putting the file there is all that a new page needs. */
const features = import.meta.glob<readonly Page[]>("../features/**/pages.ts", { eager: true, import: "pages" });

export const pages: readonly Page[] = [...OWN, ...Object.values(features).flat()];
