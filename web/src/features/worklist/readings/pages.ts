import { Timer } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/readings",
    name: "readings",
    title: "readings.title",
    needs: ["VIEW_READINGS"],
    nav: { group: "work", order: 10, icon: Timer },
    home: { about: "readings.about", order: 5 },
    load: () => import("./ReadingsPage.vue"),
  },
];
