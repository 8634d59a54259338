/**
 * Tables that every reader may read whole. Whoever adds one says here why nothing in it can ever be private; any other
 * table has an audience of its own, or is guarded through the row that it belongs to.
 */
export const publicTables: Readonly<Record<string, string>> = {
  "app.partnership_count": "how many partnerships had met or published, as a newspaper counted them",
  "app.site_seen": "what stored copies of public web sites show, from the shipped file",
  "place.function": "the functions that the law gives to bodies, from the shipped table of the law",
  "place.function_holder": "which kind of body the law gives each function to, and when",
  "place.london_fact": "facts of London's history that the shipped files print, with their sources",
  "place.party": "political parties, with their names and colours",
  "platform.dataset": "which shipped files were loaded",
  "platform.import_run":
    "which kind of import ran when: its id, kind and start alone are granted, nothing of the file",
  "priorities.claim":
    "claims of success as their sources give them, from the shipped file or entered in order to be published",
  "priorities.claim_definition": "how claims are read as figures, from the shipped file or tried in public",
  "priorities.outcome": "outcomes that need joint work, from the shipped file",
  "priorities.practice_copy":
    "which places say that they copied a practice, entered in order to be published",
  "priorities.practice": "what places did, from the shipped file",
  "purpose.code_without_place": "codes in published files that no look-up knows",
  "purpose.cover": "what is held of each indicator, counted from published figures",
  "purpose.indicator": "definitions of published indicators",
  "purpose.observation": "published figures, and those that bodies kept here enter in order to publish them",
  "purpose.publication": "where published figures come from",
  "record.chain": "positions and hashes, so that anybody can check the chain; the ids are not granted",
};

/** Tables without an audience of their own, seen only with the guarded row that each of their rows belongs to. */
export const guardedTables: readonly string[] = [
  "kernel.link",
  "meetings.board_name",
  "place.area_part",
  "place.cluster",
  "place.council_control",
  "place.council_seats",
  "place.identifier",
  "place.left_behind",
  "place.organisation_name",
  "place.poll",
  "place.served_area",
  "place.settled_place",
  "place.succession",
  "place.unsettled_place",
  "platform.blob",
];
