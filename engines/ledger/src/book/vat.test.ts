import { describe, expect, it } from "vitest";
import { accountId, pence, vatPostings } from "../index.ts";
import type { Account } from "../index.ts";

const council: Account = {
  kind: "spending",
  fund: "bcf",
  scheme: "equipment",
  body: "council",
  vat: "council-section-33",
};
const none: Account = {
  kind: "spending",
  fund: "bcf",
  scheme: "equipment",
  body: "charity",
  vat: "no-recovery",
};
const cash: Account = { kind: "cash", fund: "bcf" };

describe("spending with VAT", () => {
  it.each([
    {
      title: "a council recovers all",
      net: 1000n,
      vat: 200n,
      back: 200n,
      by: council,
      expected: [1000n, 200n, -1200n],
    },
    {
      title: "an NHS body recovers a part",
      net: 1000n,
      vat: 200n,
      back: 50n,
      by: { ...council, vat: "nhs-contracted-out" as const },
      expected: [1150n, 50n, -1200n],
    },
    { title: "nobody recovers", net: 1000n, vat: 200n, back: 0n, by: none, expected: [1200n, -1200n] },
    {
      title: "a credit note mirrors its invoice",
      net: -1000n,
      vat: -200n,
      back: -200n,
      by: council,
      expected: [-1000n, -200n, 1200n],
    },
  ])("$title", ({ net, vat, back, by, expected }) => {
    const postings = vatPostings({ net: pence(net), vat: pence(vat), recoverable: pence(back) }, by, cash);
    expect(postings.ok && postings.value.map(({ amount }) => amount)).toEqual(expected);
  });

  it("what is recovered stands under the same dimensions as the spending", () => {
    const postings = vatPostings(
      { net: pence(100n), vat: pence(20n), recoverable: pence(20n) },
      council,
      cash,
    );
    expect(postings.ok && postings.value.map(({ account }) => accountId(account))).toEqual([
      "spending:fund bcf:scheme equipment:body council:vat council-section-33",
      "vat:fund bcf:scheme equipment:body council:vat council-section-33",
      "cash:fund bcf",
    ]);
  });

  it.each([
    {
      title: "more than the VAT",
      vat: 20n,
      back: 21n,
      by: council,
      said: "£0.21 is to be recovered of £0.20 VAT",
    },
    { title: "less than nothing", vat: 20n, back: -1n, by: council, said: "It must be a part of it." },
    {
      title: "of a credit note more than it had",
      vat: -20n,
      back: -21n,
      by: council,
      said: "It must be a part of it.",
    },
    { title: "where nothing can be recovered", vat: 20n, back: 20n, by: none, said: "where nothing can be" },
    { title: "without a regime", vat: 20n, back: 0n, by: cash, said: "Say under which VAT regime" },
  ])("refused: $title", ({ vat, back, by, said }) => {
    const postings = vatPostings({ net: pence(100n), vat: pence(vat), recoverable: pence(back) }, by, cash);
    expect(postings.ok ? "" : postings.problems[0]?.message).toContain(said);
  });
});
