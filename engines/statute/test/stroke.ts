/** The tour's example: stroke beds move between two hospitals in North Central London. */
export const strokeText = `
id: stroke-beds
name: Stroke beds in north central London
today: 2026-01-12
body:
  - { name: North Central London board, kind: icb, from: 2022-07-01, to: 2026-03-31 }
  - { name: West and North London board, kind: icb, from: 2026-04-01 }
meetings: [2026-03-24, 2026-04-21, 2026-05-19]
areas: [London]
facts:
  decision.date: 2026-04-21
  decision.maker-kind: icb-board
  proposal.kind: permanent-service-change
  proposal.place-time-or-way-would-change: yes
  proposal.service-would-start-or-stop: no
  proposal.in-london: yes
  proposal.nhs-body-recorded-substantial: yes
  proposal.beds-to-close: 0
  body.area-council-count: 5
`;
