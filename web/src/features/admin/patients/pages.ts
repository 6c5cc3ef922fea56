import { Connection } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/admin/patients",
    name: "patients",
    title: "patients.title",
    needs: ["LINK_PATIENTS"],
    nav: { group: "manage", order: 40, icon: Connection },
    load: () => import("./PatientsPage.vue"),
  },
];
