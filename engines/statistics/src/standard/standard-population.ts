/**
 * European Standard Population 2013: people of 100,000 in the age bands 0-4, 5-9, … 85-89, 90 and over.
 *
 * @source Eurostat (2013) Revision of the European Standard Population
 */
export const europeanStandard2013: Float64Array = Float64Array.of(
  5000,
  5500,
  5500,
  5500,
  6000,
  6000,
  6500,
  7000,
  7000,
  7000,
  7000,
  6500,
  6000,
  5500,
  5000,
  4000,
  2500,
  1500,
  1000,
);
