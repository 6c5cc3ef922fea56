import { everyPage } from "../every-page";

everyPage("login", "/login");
everyPage("home-technologist", "/", { as: "ts1-tech" });
everyPage("home-sysadmin", "/", { as: "sysadmin" });
everyPage("me", "/me", { as: "ts1-doctor" });
everyPage("system", "/admin/system", { as: "sysadmin" });
everyPage("forbidden", "/admin/system", { as: "ts1-doctor" });
everyPage("not-found", "/no/such/page", { as: "ts1-doctor" });
