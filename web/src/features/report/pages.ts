import { DocumentChecked } from "@element-plus/icons-vue";
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
  {
    path: "/report-changes",
    name: "report-changes",
    title: "changes.title",
    needs: ["VIEW_REPORTS"],
    nav: { group: "work", order: 18, icon: DocumentChecked },
    load: () => import("./final/ChangesPage.vue"),
  },
];
