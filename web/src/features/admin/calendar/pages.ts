import { Calendar } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/admin/calendar",
    name: "calendar",
    title: "calendar.title",
    needs: ["VIEW_ROSTERS", "EDIT_CALENDAR"],
    nav: { group: "people", order: 50, icon: Calendar },
    load: () => import("./CalendarPage.vue"),
  },
];
