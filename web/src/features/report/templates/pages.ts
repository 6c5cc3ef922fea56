import { Notebook } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/templates",
    name: "templates",
    title: "template.title",
    needs: ["VIEW_READINGS"],
    nav: { group: "work", order: 16, icon: Notebook },
    load: () => import("./TemplatesPage.vue"),
  },
];
