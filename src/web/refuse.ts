import { NotAllowed, NotSignedIn, type Viewer } from "../kernel/index.ts";
import type { ShellPorts } from "./ports.ts";

/** Refuses a page or endpoint that the policies do not open to this viewer. */
export function refuseUnlessAllowed(
  ports: Pick<ShellPorts, "allowed">,
  viewer: Viewer,
  action: string,
): void {
  if (ports.allowed({ viewer, action })) return;
  if (viewer.kind === "visitor")
    throw new NotSignedIn("sign-in.needed", { message: "Sign in to open this page." });
  throw new NotAllowed("policy.not-allowed", {
    message: "This page is not open to the offices and seats you hold.",
  });
}
