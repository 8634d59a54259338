import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { expect, test } from "vitest";
import { sharedFile } from "../../test/support/shared.ts";
import { openTable } from "./table-source.ts";

const folder = sharedFile("data/real");

if (folder === undefined) {
  test("real files: vectors: not run", () => {
    console.warn("vectors: not run (no shared folder with data/real)");
    expect(folder).toBeUndefined();
  });
} else {
  const names = readdirSync(folder).filter((name) => /\.csv(\.gz)?$/.test(name));

  test("there are real files to read", () => {
    expect(names.length).toBeGreaterThan(50);
  });

  // A row is a line break outside quotation marks; these files hold no blank rows.
  test.each(names)("%s: every row is read, none has a fault", async (name) => {
    const bytes = (): AsyncIterable<Uint8Array> => {
      const file = createReadStream(join(folder, name));
      return name.endsWith(".gz") ? file.pipe(createGunzip()) : file;
    };
    let lines = 0;
    let quoted = false;
    let last = 10;
    for await (const chunk of bytes()) {
      for (const byte of chunk) {
        if (byte === 34) quoted = !quoted;
        if (byte === 10 && !quoted) lines += 1;
        last = byte;
      }
    }
    if (last !== 10) lines += 1;
    const table = await openTable(bytes(), { fileName: name });
    let rows = 0;
    for await (const row of table.rows()) {
      if (row.problems.length > 0) throw new Error(JSON.stringify(row.problems));
      rows += 1;
    }
    expect(rows).toBe(lines - 1);
  });
}
