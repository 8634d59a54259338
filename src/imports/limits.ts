/** What a file may hold at most. The reading kit keeps memory within these, whatever the file claims about itself. */
export interface ImportLimits {
  /** Bytes of the file as received. */
  readonly bytesMax: number;
  /** Rows under the headings, blank ones not counted. */
  readonly rowsMax: number;
  readonly columnsMax: number;
  /** Characters in one cell: what a spreadsheet can hold. */
  readonly fieldLengthMax: number;
  /** Characters in one CSV row, line breaks inside quotation marks included. */
  readonly rowLengthMax: number;
  /** Bytes of a workbook or zip file as received; these are held in memory, so it is lower than `bytesMax`. */
  readonly zipBytesMax: number;
  /** Files inside a zip file or workbook. */
  readonly zipMembersMax: number;
  /** Bytes of everything in a zip file or workbook when unpacked. */
  readonly unpackedBytesMax: number;
  /** Unpacked bytes for one packed byte, asked of files over a megabyte; office workbooks stay below 60. */
  readonly unpackedRatioMax: number;
  /** Bytes of the text table, the styles and each list of a workbook, which are held in memory. */
  readonly workbookPartBytesMax: number;
}

const mebibyte = 1024 * 1024;

/** The limits unless an import names others. */
export const importLimits: ImportLimits = {
  bytesMax: 200 * mebibyte,
  rowsMax: 1_000_000,
  columnsMax: 1_000,
  fieldLengthMax: 32_767,
  rowLengthMax: 1_000_000,
  zipBytesMax: 50 * mebibyte,
  zipMembersMax: 2_000,
  unpackedBytesMax: 500 * mebibyte,
  unpackedRatioMax: 250,
  workbookPartBytesMax: 64 * mebibyte,
};

/** The standing limits with some of them changed. */
export function limitsWith(changes: Partial<ImportLimits> | undefined): ImportLimits {
  return { ...importLimits, ...changes };
}
