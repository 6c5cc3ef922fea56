import { Switch } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/study-moves",
    name: "study-moves",
    title: "moves.title",
    needs: ["LINK_PATIENTS"],
    nav: { group: "manage", order: 35, icon: Switch },
    load: () => import("./MovesPage.vue"),
  },
];
