import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

interface Box {
  readonly name: string;
  readonly files: number;
  readonly lines: number;
}

const rowsFromBelow: readonly (readonly string[])[] = [
  ["engines"],
  ["kernel"],
  ["platform", "web", "imports", "cli", "record", "identity"],
  ["place"],
  ["meetings"],
  ["purpose"],
  ["priorities"],
  ["decisions"],
  ["pounds", "providers", "scrutiny", "voice"],
  ["app"],
];

const width = 1000;
const boxHeight = 44;
const rowHeight = 92;

/** A picture of the modules as they really import one another, lowest at the bottom. */
export function moduleGraph(root: string): string {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "src", "engines"], {
    cwd: root,
    encoding: "utf8",
  });
  const files = listed.split("\n").filter((file) => file.endsWith(".ts") && !file.includes(".test."));
  const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));
  const boxes = boxesOf(texts);
  const rows = rowsFromBelow
    .map((row) => row.filter((name) => boxes.has(name)))
    .filter((row) => row.length > 0);
  const places = placesOf(rows);
  const height = rows.length * rowHeight + 40;
  const edges = [...edgesOf(texts)]
    .map((edge) => edge.split(" ") as [string, string])
    .filter(([from, to]) => places.has(from) && places.has(to));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" role="img" aria-label="The modules of Concordat and what each imports; every arrow points down">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...edges.map(([from, to]) => arrow(places.get(from)!, places.get(to)!)),
    ...[...places].map(([name, at]) => box(boxes.get(name)!, at)),
    "</svg>\n",
  ].join("\n");
}

function moduleOf(file: string): string {
  const [top, second] = file.split("/");
  return top === "engines" ? "engines" : second!;
}

function boxesOf(texts: ReadonlyMap<string, string>): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>();
  for (const [file, text] of texts) {
    const name = moduleOf(file);
    const held = boxes.get(name) ?? { name, files: 0, lines: 0 };
    boxes.set(name, { name, files: held.files + 1, lines: held.lines + text.split("\n").length - 1 });
  }
  return boxes;
}

function edgesOf(texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const edges = new Set<string>();
  for (const [file, text] of texts) {
    for (const [, path = ""] of text.matchAll(/from "([^"]+)"/g)) {
      const target = path.startsWith("@concordat/")
        ? "engines"
        : path.startsWith(".")
          ? moduleOf(normalize(join(dirname(file), path)))
          : undefined;
      if (target && target !== moduleOf(file)) edges.add(`${moduleOf(file)} ${target}`);
    }
  }
  return new Set([...edges].toSorted());
}

type Place = { readonly x: number; readonly y: number; readonly width: number };

function placesOf(rows: readonly (readonly string[])[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  rows.forEach((row, index) => {
    const boxWidth = Math.min(180, (width - 40) / row.length - 16);
    const step = width / row.length;
    row.forEach((name, at) => {
      places.set(name, {
        x: Math.round(step * at + (step - boxWidth) / 2),
        y: 20 + (rows.length - 1 - index) * rowHeight,
        width: Math.round(boxWidth),
      });
    });
  });
  return places;
}

function arrow(from: Place, to: Place): string {
  const [x1, y1] = [from.x + from.width / 2, from.y + boxHeight];
  const [x2, y2] = [to.x + to.width / 2, to.y];
  const middle = (y1 + y2) / 2;
  return `<path d="M${x1} ${y1} C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}" fill="none" stroke="#4a2467" stroke-opacity="0.35" stroke-width="1.5"/>`;
}

function box(made: Box, at: Place): string {
  const middle = at.x + at.width / 2;
  return [
    `<rect x="${at.x}" y="${at.y}" width="${at.width}" height="${boxHeight}" fill="#f6f3ec" stroke="#1d1d2b"/>`,
    `<text x="${middle}" y="${at.y + 19}" text-anchor="middle" font-size="15" fill="#1d1d2b">${made.name}</text>`,
    `<text x="${middle}" y="${at.y + 36}" text-anchor="middle" font-size="12" fill="#5a5866">${made.files} files</text>`,
  ].join("");
}
