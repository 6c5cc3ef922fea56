import { Search } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/studies",
    name: "studies",
    title: "studies.title",
    needs: ["SEARCH_STUDIES"],
    nav: { group: "work", order: 20, icon: Search },
    home: { about: "studies.about", order: 20 },
    load: () => import("./StudiesPage.vue"),
  },
];
