import { Message } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/admin/channels",
    name: "channels",
    title: "channels.title",
    needs: ["EDIT_CHANNELS"],
    nav: { group: "system", order: 40, icon: Message },
    load: () => import("./ChannelsPage.vue"),
  },
];
