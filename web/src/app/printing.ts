/** Tells the gateway that a page is printed, by whatever means: paper goes where no right is asked for. */
import type { Router } from "vue-router";
import { post } from "../api/http";
import { useSession } from "../api/session";

export function tellOfPrinting(router: Router): void {
  const session = useSession();
  addEventListener("beforeprint", () => {
    const { name, params } = router.currentRoute.value;
    if (session.session === undefined || typeof name !== "string") {
      return;
    }
    const study = params["study"];
    const told = typeof study === "string" ? { page: name, study } : { page: name };
    post("/api/v1/prints", told).catch((fault: unknown) => {
      // what is shown is on record already, and a printer cannot be stopped from here
      console.warn("printing is not on record", fault);
    });
  });
}
