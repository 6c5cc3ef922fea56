import { Document } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/admin/audit",
    name: "audit",
    title: "audit.title",
    needs: ["READ_AUDIT"],
    nav: { group: "people", order: 30, icon: Document },
    home: { about: "audit.about", order: 40 },
    load: () => import("./AuditPage.vue"),
  },
];
