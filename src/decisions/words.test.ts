import { describe, expect, it } from "vitest";
import { folderLaw } from "../../engines/statute/test/law-folder.ts";
import { verdictText, weightText } from "./words.ts";

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

  it("no title or text of a rule is a lawyer's shorthand; each text is a sentence", () => {
    const short =
      /\b(HWBs?|BCF|LAs?|FTs?|CCGs?|PCTs?|NHSE|FOI|PSED|ICBs?|ICPs?|OSC|JSNA|JLHWS|DMBC|DHSC|incl)\b|O&S|Eq\.? ?IA/;
    for (const { id, title, trigger, timing, owedBy, exceptions, proof } of folderLaw().duties.values()) {
      const sentences = [trigger.text, timing.text, ...exceptions.map(({ text }) => text)];
      const others = [title, ...owedBy.map(({ who }) => who), proof?.by ?? ""];
      for (const text of [...sentences, ...others]) expect(text, id).not.toMatch(short);
      for (const text of sentences) expect(text, id).toMatch(/^[A-Z0-9].*[.)]$/);
    }
  });
});
