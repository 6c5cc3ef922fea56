import { DataBoard } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/centre",
    name: "centre",
    title: "centre.title",
    needs: ["DIRECT_READINGS"],
    nav: { group: "work", order: 12, icon: DataBoard },
    home: { about: "centre.about", order: 6 },
    load: () => import("./CentrePage.vue"),
  },
];
