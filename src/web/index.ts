export { drawAccountability } from "./kits/chart-accountability.ts";
export { drawBars } from "./kits/chart-bars.ts";
export { drawLines } from "./kits/chart-lines.ts";
export { drawSeats } from "./kits/chart-seats.ts";
export { drawStack } from "./kits/chart-stack.ts";
export { drawTileMap } from "./kits/chart-tile-map.ts";
export { systemTint, voiceColour } from "./kits/colours.ts";
