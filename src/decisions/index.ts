export { heldStatute, lawHolidays } from "./store-law.ts";
export { proposalHref, proposalRef, stages, type Proposal, type Stage } from "./proposal.ts";
export { findProposal, listProposals, listProposalsById, type ProposalQuery } from "./store-proposals.ts";
