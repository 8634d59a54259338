import type { Generated, GeneratedAlways } from "kysely";

interface Sourced {
  source: string;
  seen: string;
  basis: string;
  dataset: string | null;
}
/** The first day for which being is asserted: the beginning, or where it is not known the day of the earliest lists. */
interface HeldFrom {
  held_from: GeneratedAlways<string>;
}
interface Dated {
  begins_on: string | null;
  ends_on: string | null;
}

/** Rows of the schema `place`. Dates are civil dates as text; absent is null, as in SQL. */
export type PlaceTables = {
  "place.area": Sourced &
    Dated &
    HeldFrom & {
      id: string;
      slug: string;
      kind: string;
      name: string;
      audience: Generated<string>;
      version: Generated<number>;
    };
  "place.area_part": Sourced & Dated & HeldFrom & { part_id: string; whole_id: string; share: string | null };
  "place.organisation": Sourced &
    Dated &
    HeldFrom & {
      id: string;
      slug: string;
      kind: string;
      name: string;
      official_name: string | null;
      area_id: string | null;
      foundation: boolean | null;
      kept_here: Generated<boolean>;
      audience: Generated<string>;
      version: Generated<number>;
    };
  "place.organisation_name": Sourced & Dated & { organisation_id: string; name: string };
  "place.identifier": Sourced &
    Dated & { area_id: string | null; organisation_id: string | null; scheme: string; code: string };
  "place.succession": Sourced & {
    from_id: string;
    to_id: string;
    on_date: string;
    kind: string;
    share: string | null;
  };
  "place.left_behind": {
    organisation_id: string;
    subject: string;
    title: string;
    outcome: string;
    to_subject: string | null;
    why: string;
    on_date: string;
  };
  "place.served_area": Sourced & { organisation_id: string; area_id: string; share: string };
  "place.board": Sourced &
    Dated &
    HeldFrom & {
      id: string;
      slug: string;
      kind: string;
      name: string;
      area_id: string | null;
      area_words: string | null;
      source_id: string | null;
      organisation_id: string | null;
      purpose: string | null;
      membership_as_at: string | null;
      membership_on: string | null;
      never_began: Generated<boolean>;
      completeness: string;
      completeness_note: string | null;
      sealed_entry: string | null;
      audience: Generated<string>;
      version: Generated<number>;
    };
  "place.seat": Sourced &
    Dated & {
      board_id: string;
      number: string;
      role: string;
      organisation_id: string | null;
      organisation_name: string | null;
      voice: string;
      voice_rule: string | null;
      seats: number | null;
      voting: string;
      statutory: string;
      note: string | null;
      attends_as: Generated<string>;
      vacant: number | null;
      political_group: string | null;
      shared_vote: string | null;
      rotation: string | null;
      substitutes: Generated<string>;
      only_one: Generated<boolean>;
      audience: Generated<string>;
    };
  "place.member": Sourced &
    Dated & {
      id: string;
      board_id: string;
      seat_number: string;
      office: string;
      as_substitute: boolean;
      audience: string;
    };
  "place.board_rule": Sourced &
    Dated & { id: string; board_id: string; kind: string; rule: string; audience: string };
  "place.post": Sourced &
    Dated & {
      id: string;
      slug: string;
      title: string;
      kind: string;
      organisation_id: string;
      answers_to: string | null;
      second_id: string | null;
      second_answers_to: string | null;
      purpose: string | null;
      audience: Generated<string>;
      version: Generated<number>;
    };
};
