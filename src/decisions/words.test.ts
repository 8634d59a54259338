import { describe, expect, it } from "vitest";
import { folderLaw } from "../../engines/statute/test/law-folder.ts";
import { plainTerms, verdictText, weightText } from "./words.ts";

describe("words for rules (invariant 5)", () => {
  it("only a duty or a bar of binding force is kept or not kept; all else is followed or not", () => {
    const convention = { nature: "duty", force: "convention" } as const;
    const statute = { nature: "duty", force: "statute" } as const;
    expect(verdictText("failed", convention)).toBe("not followed");
    expect(verdictText("held", convention)).toBe("followed");
    expect(verdictText("failed", statute)).toBe("not kept");
    expect(verdictText("held", statute)).toBe("kept");
    expect(verdictText("cannot-tell", statute)).toBe("cannot tell");
    expect(verdictText("not-engaged", statute)).toBe("does not apply");
    expect(weightText(statute)).toBe("Can stop a decision");
    expect(weightText(convention)).toBe("Advises");
    expect(weightText({ nature: "power", force: "statute" })).toBe("Informs");
  });

  it("no title of a rule is a lawyer's shorthand", () => {
    const short = /\b(SoS|HWB|BCF|LA|FT|CCGs?|NHSE|FOI|PSED|ICBs?)\b/;
    expect(
      [...folderLaw().duties.values()].filter(({ title }) => short.test(title)).map(({ id }) => id),
    ).toEqual([]);
  });

  it("abbreviations in texts are written out, and names that hold one letter are left alone", () => {
    expect(plainTerms("R sets date; the SoS decides")).toBe(
      "The responsible NHS body sets date; the Secretary of State decides",
    );
    expect(plainTerms("R (Moseley) v Haringey")).toBe("R (Moseley) v Haringey");
  });
});
