-- Plans, returns and joint budget lines may come from a shipped file; the file's own rows alone follow it.
alter table pounds.bcf_document add column dataset text;
alter table pounds.bcf_income add column dataset text;
alter table pounds.bcf_line add column dataset text;
alter table pounds.bcf_answer add column dataset text;
alter table pounds.bcf_measure add column dataset text;
alter table pounds.bcf_signature add column dataset text;
alter table pounds.joint_line add column dataset text;
alter table pounds.place_spend add column dataset text;
