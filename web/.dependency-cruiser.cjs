/** The web client's import rules; a folder that does not exist yet breaks none. */
const only = (folder, ...allowed) => ({
  name: `${folder}-imports`,
  comment: `src/${folder} imports only itself${allowed.map((name) => `, src/${name}`).join("")}`,
  severity: "error",
  from: { path: `^src/${folder}/` },
  to: { path: "^src/", pathNot: `^src/(${[folder, ...allowed].join("|")})/` },
});

module.exports = {
  forbidden: [
    {
      name: "features-keep-apart",
      comment: "A feature never imports another; what two share lives in viewer, api, ui or lib.",
      severity: "error",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/", pathNot: "^src/features/$1/" },
    },
    {
      name: "features-below-app",
      comment: "The shell knows the features, not the other way round.",
      severity: "error",
      from: { path: "^src/features/" },
      to: { path: "^src/app/" },
    },
    only("viewer", "api", "ui", "lib"),
    only("api", "lib"),
    only("ui", "lib"),
    only("lib"),
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, pathNot: "\\.(test|d)\\.ts$" },
      to: {},
    },
    {
      name: "no-tests-in-code",
      severity: "error",
      from: { pathNot: "\\.test\\.ts$" },
      to: { path: "\\.test\\.ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.app.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".vue", ".js"],
      conditionNames: ["import", "default", "types"],
      exportsFields: ["exports"],
    },
  },
};
