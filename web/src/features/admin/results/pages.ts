import { Upload } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/report-returns",
    name: "report-returns",
    title: "results.title",
    needs: ["VIEW_DELIVERIES"],
    nav: { group: "manage", order: 15, icon: Upload },
    home: { about: "results.about", order: 45 },
    load: () => import("./ResultsPage.vue"),
  },
];
