// For ESLint, which cannot look into .vue files; vue-tsc sees their real types.
declare module "*.vue" {
  import type { DefineComponent } from "vue";
  const component: DefineComponent;
  export default component;
}
