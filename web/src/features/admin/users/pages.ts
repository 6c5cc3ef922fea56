import { User } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/admin/users",
    name: "users",
    title: "users.title",
    needs: ["EDIT_ACCOUNTS"],
    nav: { group: "people", order: 10, icon: User },
    home: { about: "users.about", order: 20 },
    load: () => import("./UsersPage.vue"),
  },
];
