import { TrendCharts } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/centre/figures",
    name: "centre-figures",
    title: "figures.title",
    needs: ["VIEW_FIGURES"],
    nav: { group: "work", order: 14, icon: TrendCharts },
    load: () => import("./FiguresPage.vue"),
  },
];
