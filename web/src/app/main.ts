import { createApp } from "vue";
import { createWebHistory } from "vue-router";
import AppShell from "./AppShell.vue";
import { createAppRouter } from "./router";

createApp(AppShell).use(createAppRouter(createWebHistory())).mount("#app");
