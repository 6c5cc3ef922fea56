import { House } from "@element-plus/icons-vue";
import type { Page } from "../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/",
    name: "home",
    title: "home.title",
    nav: { group: "work", order: 0, icon: House },
    load: () => import("./HomePage.vue"),
  },
];
