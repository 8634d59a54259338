import { Feed } from "feed";
import { dateOf, instant, plainText, readAs, visitor } from "../kernel/index.ts";
import type { PageRead } from "./page-read.ts";
import type { ShellPorts } from "./ports.ts";

/** What a feed is made from. */
export type FeedPorts = Pick<ShellPorts, "readDb" | "origin" | "entriesAbout">;

/** The acts recorded about what a page shows, newest first, as an Atom feed. */
export async function feedOf(ports: FeedPorts, read: PageRead, path: string): Promise<string> {
  const entries = await readAs(
    ports.readDb,
    visitor,
    async (db) => await ports.entriesAbout(db, read.subjects, 50),
  );
  const address = `${ports.origin}${path}`;
  const feed = new Feed({
    id: address,
    link: address,
    title: `${read.model.title}: what was recorded`,
    description: plainText(read.model.answer),
    copyright: "Open Government Licence v3.0 unless said otherwise",
    // Without an entry nothing has happened yet: the same day gives the same bytes.
    updated: dateOf(entries[0]?.at ?? instant(`${read.at}T00:00:00Z`)),
    feedLinks: { atom: `${address}.atom` },
  });
  for (const entry of entries) {
    feed.addItem({
      id: `${ports.origin}${entry.href}`,
      link: `${ports.origin}${entry.href}`,
      title: entry.title,
      description: entry.summary,
      date: dateOf(entry.at),
    });
  }
  return feed.atom1();
}
