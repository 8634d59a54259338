const mebibyte = 1024 * 1024;

/** A number of bytes as a person says it: "78 bytes", "1.5 MB" (of 1,048,576 bytes, as file managers show it). */
export function bytesInWords(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  const [size, unit] = bytes < mebibyte ? [bytes / 1024, "kB"] : [bytes / mebibyte, "MB"];
  return `${(Math.round(size * 10) / 10).toLocaleString("en-GB")} ${unit}`;
}

/** A whole number with thousands marked: 1,000,000. */
export function countInWords(count: number): string {
  return count.toLocaleString("en-GB");
}

const shownMax = 120;

/** A value as shown in a problem: cut after 120 characters. */
export function shownValue(value: string): string {
  return value.length <= shownMax ? value : `${value.slice(0, shownMax - 1)}…`;
}
