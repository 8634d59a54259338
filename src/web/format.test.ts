import { describe, expect, test } from "vitest";
import { joinFormat, splitFormat, type Format } from "./format.ts";

describe("the format of an address", () => {
  test.each<[string, string, Format]>([
    ["/organisations", "/organisations", "html"],
    ["/organisations.json", "/organisations", "json"],
    ["/areas/lewisham.csv", "/areas/lewisham", "csv"],
    ["/record.atom", "/record", "atom"],
    ["/index.json", "/index", "json"],
    ["/areas/st.albans", "/areas/st.albans", "html"],
    ["/areas/v1.json/x", "/areas/v1.json/x", "html"],
    ["/areas/lewisham.JSON", "/areas/lewisham.JSON", "html"],
    ["/areas/a.json.csv", "/areas/a.json", "csv"],
    ["/areas/lewisham.constructor", "/areas/lewisham.constructor", "html"],
    ["/areas/lewisham.toString", "/areas/lewisham.toString", "html"],
    ["/", "/", "html"],
  ])("%s is %s as %s", (address, path, format) => {
    expect(splitFormat(address)).toEqual({ path, format });
  });

  test.each<[string, Format, string]>([
    ["/", "json", "/index.json"],
    ["/", "html", "/"],
    ["/organisations", "html", "/organisations"],
    ["/organisations", "atom", "/organisations.atom"],
  ])("%s as %s is had at %s", (path, format, address) => {
    expect(joinFormat(path, format)).toBe(address);
  });

  test.each<Format>(["html", "json", "csv", "atom"])("%s, once joined, is split off again", (format) => {
    expect(splitFormat(joinFormat("/areas/lewisham", format))).toEqual({ path: "/areas/lewisham", format });
  });
});
