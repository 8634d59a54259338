import fc from "fast-check";
import { expect, it } from "vitest";
import {
  accountClosed,
  accountOpened,
  officeFilled,
  officeVacated,
  passwordChosen,
  tokenEnded,
  tokenMade,
} from "./entries.ts";

const office = fc.record({
  id: fc.uuid(),
  accountId: fc.uuid(),
  organisationId: fc.uuid(),
  organisationName: fc.constantFrom("Aldermere Council", "Aldermere and Fenwick ICB"),
  title: fc.constantFrom("Democratic services officer", "Clerk to the board"),
  role: fc.constantFrom("keeper" as const, "member" as const),
  // What a careless caller might pass along.
  email: fc.uuid().map((id) => `${id}@aldermere.example`),
  displayName: fc.uuid().map((id) => `Person ${id}`),
});

it("no entry says more of an office than its title, organisation and role (invariant 1)", () => {
  fc.assert(
    fc.property(fc.array(office, { minLength: 1, maxLength: 4 }), fc.boolean(), (offices, administrator) => {
      const first = offices[0]!;
      const drafts = [
        officeFilled(first),
        officeVacated(first),
        accountOpened({ office: first, administrator }),
        accountOpened({ office: undefined, administrator }),
        accountClosed(offices),
        accountClosed([]),
        passwordChosen(),
        tokenMade(),
        tokenEnded(),
      ];
      const written = JSON.stringify(drafts);
      for (const { email, displayName, accountId, id } of offices) {
        expect(written).not.toContain(email);
        expect(written).not.toContain(displayName);
        expect(written).not.toContain(accountId);
        expect(written).not.toContain(id);
      }
      for (const draft of drafts) expect(draft.subjects.length).toBeGreaterThan(0);
    }),
  );
});
