import { Phone } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/admin/rosters",
    name: "rosters",
    title: "rosters.title",
    needs: ["VIEW_ROSTERS", "EDIT_ROSTERS", "EDIT_SYSTEM_ROSTERS"],
    nav: { group: "people", order: 40, icon: Phone },
    load: () => import("./RostersPage.vue"),
  },
];
