import { checkFileType, type FileType } from "../imports/index.ts";
import type { CheckFile } from "../platform/files/store-files.ts";

/** Papers and tables that boards publish; pictures of pages too. */
const taken = ["pdf", "docx", "xlsx", "csv", "html", "png", "jpeg"] as const satisfies readonly FileType[];

/** What a file is, by its bytes; macros, programs and unknown kinds are refused. */
export const checkFile: CheckFile = ({ name, bytes }) => {
  const found = checkFileType(bytes, { fileName: name, accept: taken });
  if (found.ok) return { ok: true, mediaType: found.value.mediaType };
  return { ok: false, reason: found.problems.map((problem) => problem.message).join(" ") };
};
