import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { sampleShell, samples } from "../../test/support/gallery-pages.ts";
import { htmlProblems } from "../../test/support/html.ts";
import { createRenderer } from "./render.ts";

const web = fileURLToPath(new URL("./", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "concordat-views-"));
afterAll(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, "views"));
writeFileSync(
  join(folder, "views/own.njk"),
  '{% extends "layout.njk" %}{% block content %}<h1>{{ words }}</h1>{% endblock %}',
);
writeFileSync(
  join(folder, "views/paragraph.njk"),
  '{% extends "layout.njk" %}{% block content %}<h1>Here</h1><p>{{ words }}</p>{% endblock %}',
);
writeFileSync(
  join(folder, "views/filters.njk"),
  "{{ day | formatDate }}|{{ figure | measured(1) }}|{{ says | plain }}|{{ says | sentence(asked) }}|{{ picture | drawing }}|" +
    "{{ 'made up for the tour' | capital }}|{{ 'https://example.org/list' | capital }}|{{ 'data/areas.csv' | capital }}",
);

const renderer = createRenderer({ folders: { web, place: folder } });
const names = ["site.css", "start.js", "enhancements.js", "favicon.svg", "source-serif-4-600.woff2"];
const all = samples(Object.fromEntries(names.map((name) => [name, `/assets/${name}`])));
const shell = sampleShell({});

test.each(all)("the view $name is valid HTML", async ({ view, data }) => {
  expect(await htmlProblems(renderer.render(view, data))).toEqual([]);
});

test.each(all)(
  "the view $name has one main heading, steps down by one, and nothing inline that the security policy refuses",
  ({ view, data }) => {
    const html = renderer.render(view, data);
    const levels = [...html.matchAll(/<h([1-6])[\s>]/g)].map((found) => Number(found[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    // The error summary's heading stands before the fields and below the page's own.
    for (const [index, level] of levels.entries())
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    expect(html).not.toMatch(/\sstyle=|\son[a-z]+=|<script(?![^>]* src=)/);
  },
);

test.each(all)("the view $name shows hostile words as words", ({ view, data }) => {
  expect(renderer.render(view, data)).not.toContain(`<b>"B"`);
});

test("a module's view is found under its name and may extend the layout", () => {
  expect(renderer.render("place/own.njk", { shell, words: "<b>" })).toContain("<h1>&lt;b&gt;</h1>");
});

test("a view that is not there, or lies outside its folder, is an error that names it", () => {
  expect(() => renderer.render("place/none.njk", {})).toThrow(/place\/none\.njk/);
  expect(() => renderer.render("place/../../secret.njk", {})).toThrow(/outside/);
});

test("filters write dates, figures and sentences, and let no markup through but the chart kit's", () => {
  const data = {
    day: "2026-03-31",
    figure: { kind: "suppressed" },
    says: [
      "a < b ",
      { strong: "&" },
      { text: "x", href: "javascript:alert(1)" },
      { text: "y", href: "/areas?kind=place#one" },
    ],
    asked: { at: "2026-03-31", atGiven: true },
    picture: "<img src=x>",
  };
  expect(renderer.render("place/filters.njk", data)).toBe(
    "31 March 2026|suppressed|a &lt; b &amp;xy|" +
      'a &lt; b <strong>&amp;</strong>x<a class="govuk-link" href="/areas?kind=place&amp;at=2026-03-31#one">y</a>|' +
      "&lt;img src=x&gt;|Made up for the tour|https://example.org/list|data/areas.csv",
  );
});

test("a page of another day says so and leads back to today; a page of today does not", () => {
  const find = (name: string): string => {
    const sample = all.find((one) => one.name === name)!;
    return renderer.render(sample.view, sample.data);
  };
  expect(find("page-past")).toContain("As things stood on");
  expect(find("page-past")).toContain('href="/areas?at=2026-03-31"');
  expect(find("page")).not.toContain("As things stood on <strong>");
  expect(find("page-past")).toContain("Made up to show how this works");
});

test("a form with problems says so in the title of the tab", () => {
  const wrong = all.find((one) => one.name === "form-wrong")!;
  expect(renderer.render(wrong.view, wrong.data)).toContain(
    "<title>Error: End an organisation – Concordat</title>",
  );
});

test("a template that cannot be read stops the start and not a visitor", async () => {
  const broken = mkdtempSync(join(tmpdir(), "concordat-broken-"));
  mkdirSync(join(broken, "views"));
  writeFileSync(join(broken, "views/a.njk"), "{% if %}");
  await expect(createRenderer({ folders: { web: broken } }).warm()).rejects.toThrow();
  rmSync(broken, { recursive: true });
});

test("words of the glossary that stand on a page are told at its foot; on others, and on its own page, nothing is", () => {
  const told = createRenderer({
    folders: { web, place: folder },
    glossary: () => [{ term: "Quorum", meaning: "The <smallest> number." }],
  });
  const page = (words: string, path = "/areas"): string =>
    told.render("place/paragraph.njk", { shell: { ...shell, path }, words });
  expect(page("No quorum")).toContain("<dt>Quorum</dt><dd>The &lt;smallest&gt; number.</dd>");
  expect(page("No chair")).not.toContain("Words on this page");
  expect(page("No quorum", "/glossary")).not.toContain("Words on this page");
  expect(page("<!--words-->")).not.toContain("<!--words-->");
});
