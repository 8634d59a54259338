import { describe, expect, it } from "vitest";
import { readCases } from "../../test/case-file.ts";
import {
  allocate,
  formatMoney,
  gapOf,
  meet,
  parseCellMoney,
  parseMoney,
  parseMoneyUnit,
  pence,
  plainMoney,
} from "../index.ts";
import type { MoneyUnit, Pence, WrittenMoney } from "../index.ts";

const [, read, refused, cells, written] = readCases("money.md");
const [, ...rest] = readCases("allocation.md");
const shares = readCases("allocation.md")[0]?.tables[0] ?? [];

function inPence(pounds: string | undefined): Pence {
  return pence(BigInt(String(pounds).replace(".", "")));
}

function unitOf(heading: string | undefined): MoneyUnit {
  if (heading === undefined || heading === "") return "pounds";
  const unit = parseMoneyUnit(heading);
  if (unit === undefined) throw new Error(`${heading} is no unit`);
  return unit;
}

describe("invariant 1: amounts are read to the penny (cases/money.md)", () => {
  it.each(read?.tables[0] ?? [])("an amount: $because", (row) => {
    const money = parseMoney(String(row["written"]), { unit: unitOf(row["column"]) });
    expect(money.ok && money.value.pence).toBe(inPence(row["is pounds"]));
  });

  it.each(refused?.tables[0] ?? [])("“$written” is refused in words", (row) => {
    const money = parseMoney(String(row["written"]));
    expect(money.ok ? "read" : money.problems[0]?.message).toContain(row["because the message says"]);
    expect(money.ok ? "" : money.problems[0]?.code).toBe("ledger.money-unreadable");
  });

  it.each(cells?.tables[0] ?? [])("a cell: $because", (row) => {
    const money = parseCellMoney(String(row["in the file"]), unitOf(row["column"]));
    expect(money.ok ? plainMoney(money.value) : "refused").toBe(row["is pounds"]);
  });

  it.each([
    { text: "£1,234.5m", place: 10_000_000n },
    { text: "£1,234,567", place: 100n },
    { text: "£1.05", place: 1n },
    { text: "£99m", place: 100_000_000n },
    { text: "50p", place: 1n },
  ])("$text was written to the nearest $place pence", ({ text, place }) => {
    const money = parseMoney(text);
    expect(money.ok && money.value.place).toBe(place);
  });

  it.each([
    ["£'000", "thousands"],
    ["£000s", "thousands"],
    ["(£k)", "thousands"],
    ["£m", "millions"],
    ["£ million", "millions"],
    ["£ in millions", "millions"],
    ["£bn", "billions"],
    ["£", "pounds"],
    ["GBP", "pounds"],
    ["pounds", "pounds"],
    ["£'s", "pounds"],
    ["£000,000", "millions"],
  ] as const)("the heading %s is in %s", (heading, unit) => {
    expect(parseMoneyUnit(heading)).toBe(unit);
  });

  it.each(["Scheme", "£ per head", "constructor", "", "2025", "£toString"])(
    "the heading “%s” names no unit",
    (heading) => {
      expect(parseMoneyUnit(heading)).toBeUndefined();
    },
  );
});

describe("amounts are written in the British form (cases/money.md)", () => {
  it.each(written?.tables[0] ?? [])("$pounds in $unit shows $shows: $because", (row) => {
    const style = {
      unit: row["unit"] as MoneyUnit,
      ...(row["decimals"] === "" ? {} : { decimals: Number(row["decimals"]) }),
      ...(row["negative"] === "" ? {} : { negative: row["negative"] as "brackets" }),
    };
    expect(formatMoney(inPence(row["pounds"]), style)).toBe(row["shows"]);
  });
});

describe("invariant 2: every penny is given once (cases/allocation.md)", () => {
  it("the file is one table", () => expect(rest).toEqual([]));

  it.each(shares)("$amount by $weights is $parts: $because", (row) => {
    const weights = String(row["weights"]).split(", ").map(BigInt);
    expect(allocate(pence(BigInt(String(row["amount"]))), weights).join(", ")).toBe(row["parts"]);
  });

  it("an amount with nobody to have it, or a weight below nought, is a bug and not rounded away", () => {
    expect(() => allocate(pence(1n), [])).toThrow(RangeError);
    expect(() => allocate(pence(1n), [0n, 0n])).toThrow(RangeError);
    expect(() => allocate(pence(1n), [2n, -1n])).toThrow(RangeError);
    expect(() => meet(pence(-1n), [pence(1n)])).toThrow(RangeError);
  });
});

describe("a printed figure beside the computed one", () => {
  const written = (text: string): WrittenMoney => {
    const money = parseMoney(text);
    if (!money.ok) throw new Error(`${text} is no amount`);
    return money.value;
  };

  it.each(["£1,234.5m", "£1.20m", "£13,245k", "£1,234,567", "-£1.50", "£0.5bn"])(
    "%s is shown as it was printed",
    (text) => {
      const { pence: amount, unit, decimals } = written(text);
      expect(formatMoney(amount, { unit, decimals })).toBe(text);
    },
  );

  it.each([
    {
      printed: "£1,296k",
      computed: 129_700_000n,
      parts: 3,
      gap: 100_000n,
      rounding: true,
      because: "Nottingham's three lines of £507k, £432k and £358k",
    },
    {
      printed: "£1,296k",
      computed: 129_900_000n,
      parts: 3,
      gap: 300_000n,
      rounding: false,
      because: "four roundings make at most £2k",
    },
    {
      printed: "£99m",
      computed: 9_949_999_999n,
      parts: 0,
      gap: 49_999_999n,
      rounding: true,
      because: "rounds to £99m",
    },
    {
      printed: "£99m",
      computed: 9_850_000_000n,
      parts: 0,
      gap: -50_000_000n,
      rounding: true,
      because: "half a place may go either way",
    },
    {
      printed: "£53,440,286",
      computed: 5_344_028_700n,
      parts: 0,
      gap: 100n,
      rounding: false,
      because: "a pound out in a figure to the pound",
    },
  ])("$printed: $because", ({ printed, computed, parts, gap, rounding }) => {
    expect(gapOf(written(printed), pence(computed), parts)).toEqual({
      printed: written(printed).pence,
      computed,
      gap,
      mayBeRounding: rounding,
    });
  });

  it("a text too long to be an amount is refused before it is read", () => {
    const read = parseMoney("9".repeat(100_000));
    expect(read.ok ? "" : read.problems[0]?.message).toBe(
      "The text has 100000 characters, which is no amount. Write it like £1,234.50.",
    );
  });
});
