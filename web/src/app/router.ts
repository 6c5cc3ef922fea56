import { createRouter, type Router, type RouterHistory } from "vue-router";
import HomePage from "./HomePage.vue";
import NotFoundPage from "./NotFoundPage.vue";

export function createAppRouter(history: RouterHistory): Router {
  return createRouter({
    history,
    routes: [
      { path: "/", name: "home", component: HomePage },
      { path: "/:path(.*)*", name: "not-found", component: NotFoundPage },
    ],
  });
}
