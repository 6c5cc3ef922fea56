import type { Page } from "../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/readings/:reading",
    name: "report",
    title: "report.title",
    needs: ["VIEW_READINGS"],
    load: () => import("./ReportPage.vue"),
  },
  {
    path: "/results/:study",
    name: "results",
    title: "report.results",
    needs: ["VIEW_REPORTS"],
    load: () => import("./ResultsPage.vue"),
  },
];
