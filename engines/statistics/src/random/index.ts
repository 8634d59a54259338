export * from "./mersenne-twister.ts";
