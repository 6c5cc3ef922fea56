/** Who changes what of the members: what is technical the system's administrator, who belongs together the consortium's office. */
import type { useSession } from "../../../api/session";

const TECHNICAL = ["nodes", "titles", "senders", "receivers"];

export function mayEdit(
  session: Pick<ReturnType<typeof useSession>, "may">,
  section: string,
): boolean {
  return session.may(TECHNICAL.includes(section) ? "EDIT_NODES" : "EDIT_AGREEMENTS");
}
