import type { Section } from "../../kernel/index.ts";
import { interestEffects, interestKinds, manners, remoteCounts, type QuorumAt } from "../attendance.ts";
import { itemNumber, type Item } from "../item.ts";
import type { Recorded } from "../minutes.ts";
import { remoteEffect } from "../regime.ts";

/** Who was there, the quorum at each item where it changed, and the interests declared. */
export function attendanceSections(held: Recorded): readonly Section[] {
  const { meeting, attendees, interests } = held;
  if (attendees.length === 0) return [];
  const effect = remoteEffect(meeting.board.kind, meeting.on);
  const counts = remoteCounts({ remote: effect, remoteRule: meeting.remoteRule });
  const remote = attendees.filter((one) => one.manner === "remote" && one.seat !== undefined);
  const because = effect.counts === "own-rule" ? "as its own rules were entered" : effect.why;
  const remoteWords =
    remote.length === 0
      ? ""
      : counts === "yes"
        ? ` Those who are remote count and vote: ${because}.`
        : counts === "no"
          ? ` Those who are remote neither count nor vote: ${because}.`
          : " Whether those who are remote count is not entered.";
  const business = held.items.filter((item) => item.kind !== "heading");
  return [
    {
      kind: "table",
      heading: "Attendance",
      intro: `${firstQuorum(business, held.quorum)}${remoteWords}`,
      table: {
        name: "attendance",
        caption: "Attendance",
        columns: [
          { key: "office", label: "Office", kind: "text" },
          { key: "seat", label: "Seat", kind: "text" },
          { key: "manner", label: "How", kind: "text" },
        ],
        rows: attendees.map((one) => ({
          office: one.office,
          seat: one.seat ? `${one.seat}${one.substitute ? " (substitute)" : ""}` : "guest",
          manner: `${manners[one.manner]}${one.fromItem ? `, from item ${one.fromItem}` : ""}${one.untilItem ? `, until item ${one.untilItem}` : ""}`,
        })),
        rowsPerPage: 60,
        empty: "",
      },
    },
    ...quorumSection(business, held.quorum),
    ...(interests.length === 0
      ? []
      : [
          {
            kind: "list" as const,
            heading: "Interests declared",
            items: interests.map(
              (one) =>
                `${one.office}${one.item ? `, item ${one.item}` : ""}: ${interestKinds[one.kind].toLowerCase()}${one.words ? `, ${one.words}` : ", its words are not public"}; ${interestEffects[one.effect]}.`,
            ),
          },
        ]),
  ];
}

function firstQuorum(items: readonly Item[], quorum: (position: number) => QuorumAt): string {
  return quorum(items[0]?.position ?? 1).words;
}

/** The quorum at each item, shown where it is not the same throughout. */
function quorumSection(items: readonly Item[], quorum: (position: number) => QuorumAt): readonly Section[] {
  const at = items.map((item) => ({ item, quorum: quorum(item.position) }));
  if (new Set(at.map((one) => `${one.quorum.verdict} ${one.quorum.present}`)).size < 2) return [];
  const words = { met: "quorate", "not-met": "no quorum", "cannot-tell": "cannot be told" };
  return [
    {
      kind: "table",
      heading: "Quorum at each item",
      table: {
        name: "quorum",
        caption: "Quorum at each item",
        columns: [
          { key: "item", label: "Item", kind: "text" },
          { key: "present", label: "Members who count", kind: "number" },
          { key: "verdict", label: "Quorum", kind: "text" },
        ],
        rows: at.map((one) => ({
          item: `${itemNumber(one.item)} ${one.item.title}`,
          present: one.quorum.present,
          verdict: words[one.quorum.verdict],
        })),
        rowsPerPage: 60,
        empty: "",
      },
    },
  ];
}
