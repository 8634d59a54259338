import type { Section } from "../../kernel/index.ts";
import { delivererName, partyName, vatWords, type Scheme } from "../fund.ts";
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
        rows: file.schemes.map((scheme) => ({
          scheme: scheme.name,
          lead: partyName(file.parties, scheme.lead),
          body: delivererWords(file.parties, scheme),
          vat: scheme.vat === undefined ? "Not entered" : vatWords[scheme.vat],
          specification: scheme.specification ?? "Not entered",
        })),
        empty: "No scheme is entered.",
      },
    },
  ];
}

/** Of rows from before names were kept only the key in the books is known, and is shown as one. */
function delivererWords(parties: FundView["file"]["parties"], scheme: Scheme): string {
  const name = delivererName(parties, scheme);
  if (name !== undefined) return name;
  return scheme.body === undefined ? "Not entered" : `“${scheme.body}” (its key in the books)`;
}
