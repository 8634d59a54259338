import type { ImportKind } from "../kernel/index.ts";
import { fingertipsImport } from "./import-fingertips.ts";
import { shmiImport, sitrepImport } from "./import-nhs.ts";
import { tidyImport } from "./import-tidy.ts";

/** Everything that can be imported here. */
export const purposeImports: readonly ImportKind[] = [tidyImport, fingertipsImport, shmiImport, sitrepImport];
