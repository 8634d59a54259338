export { replyClock, type ReplyLaw } from "./clock.ts";
export { heldReplyLaw } from "./law.ts";
export { scrutinyModule } from "./module.ts";
