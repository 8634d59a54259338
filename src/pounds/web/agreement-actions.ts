import type { PageAction, PolicyResource } from "../../kernel/index.ts";
import { agreementRef } from "../fund.ts";
import type { AgreementFile } from "../store-funds.ts";

/** What can be done to an agreement that is kept here. */
export function agreementActions({ agreement, parties }: AgreementFile): readonly PageAction[] {
  if (!agreement.keptHere) return [];
  const resource: PolicyResource = {
    ref: agreementRef(agreement.id),
    keepers: parties.flatMap(({ organisationId }) => organisationId ?? []),
    keptHere: true,
    illustrative: agreement.basis === "illustrative",
  };
  const act = (text: string, path: string, command: string): PageAction => ({
    text,
    href: `/money/agreements/${agreement.slug}/${path}`,
    command,
    resource,
  });
  return [
    ...(parties.some(({ signedOn }) => signedOn === undefined)
      ? [act("Sign it", "sign", "pounds.sign-agreement")]
      : []),
    act("Enter what it says", "state-term", "pounds.state-term"),
    act("Vary the risk share", "vary", "pounds.vary-agreement"),
  ];
}
