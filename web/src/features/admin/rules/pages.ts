import { Lock } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/admin/rules",
    name: "rules",
    title: "rules.title",
    needs: ["EDIT_ACCOUNTS"],
    nav: { group: "people", order: 15, icon: Lock },
    load: () => import("./RulesPage.vue"),
  },
];
