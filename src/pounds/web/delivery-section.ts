import { capital, type Section } from "../../kernel/index.ts";
import { partyName, vatWords } from "../fund.ts";
import { madeUp, type FundView } from "./view.ts";

/** Who commissions each scheme, who delivers it with which VAT, and what is asked of the deliverer. */
export function deliverySection({ file, partlyMadeUp }: FundView): readonly Section[] {
  if (file.schemes.length === 0) return [];
  return [
    {
      kind: "table",
      heading: madeUp({ partlyMadeUp }, "Who commissions and who delivers"),
      intro: "VAT follows the one who delivers. A specification says what is asked of them.",
      table: {
        name: "delivery",
        caption: madeUp({ partlyMadeUp }, "Schemes: lead commissioner, deliverer, VAT and specification"),
        columns: [
          { key: "scheme", label: "Scheme", kind: "text" },
          { key: "lead", label: "Lead commissioner", kind: "text" },
          { key: "body", label: "Delivered by", kind: "text" },
          { key: "vat", label: "VAT", kind: "text" },
          { key: "specification", label: "Specification", kind: "text" },
        ],
        rows: file.schemes.map(({ name, lead, body, vat, specification }) => ({
          scheme: name,
          lead: partyName(file.parties, lead),
          body: body === undefined ? "Not entered" : deliverer(file.parties, body),
          vat: vat === undefined ? "Not entered" : vatWords[vat],
          specification: specification ?? "Not entered",
        })),
        empty: "No scheme is entered.",
      },
    },
  ];
}

/** A party by its name; another body in the words that its key was made from. */
function deliverer(parties: Parameters<typeof partyName>[0], body: string): string {
  return parties.some(({ key }) => key === body)
    ? partyName(parties, body)
    : capital(body.replaceAll("-", " "));
}
