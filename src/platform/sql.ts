/** Plain SQL for the composition root, which is neither a store nor a module. */
export { sql } from "kysely";
