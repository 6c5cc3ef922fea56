import { expect, test } from "vitest";
import { createApp } from "vue";
import { createMemoryHistory } from "vue-router";
import AppShell from "./AppShell.vue";
import { createAppRouter } from "./router";

async function textAt(path: string): Promise<string> {
  const router = createAppRouter(createMemoryHistory());
  await router.push(path);
  const root = document.createElement("div");
  const app = createApp(AppShell).use(router);
  app.mount(root);
  const text = root.textContent;
  app.unmount();
  return text;
}

test("the home page says in Chinese what this version can do", async () => {
  expect(await textAt("/")).toContain("只提供 DICOM 接收服务和命令行工具");
});

test("an unknown address gets a page of its own, not the home page", async () => {
  const text = await textAt("/no/such/page");

  expect(text).toContain("没有这个页面");
  expect(text).not.toContain("DICOM 接收服务");
});
