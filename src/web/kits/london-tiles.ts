/** One borough of the tile map of London: its place on a grid of eight columns and six rows. */
export interface LondonTile {
  readonly slug: string;
  readonly name: string;
  /** As it fits on a tile at a desk. */
  readonly short: string;
  /** As it fits on a phone. */
  readonly tiny: string;
  readonly column: number;
  readonly row: number;
}

const grid: readonly (readonly [
  row: number,
  column: number,
  slug: string,
  name: string,
  tiny: string,
  short?: string,
])[] = [
  [0, 4, "enfield", "Enfield", "Enf"],
  [1, 1, "harrow", "Harrow", "Harr"],
  [1, 3, "barnet", "Barnet", "Barn"],
  [1, 4, "haringey", "Haringey", "Hgey"],
  [1, 5, "waltham-forest", "Waltham Forest", "WFor", "W Forest"],
  [2, 0, "hillingdon", "Hillingdon", "Hdon"],
  [2, 1, "ealing", "Ealing", "Eal"],
  [2, 2, "brent", "Brent", "Brent"],
  [2, 3, "camden", "Camden", "Cam"],
  [2, 4, "islington", "Islington", "Isl"],
  [2, 5, "hackney", "Hackney", "Hack"],
  [2, 6, "redbridge", "Redbridge", "Redb"],
  [2, 7, "havering", "Havering", "Hav"],
  [3, 0, "hounslow", "Hounslow", "Hslow"],
  [3, 1, "hammersmith-and-fulham", "Hammersmith and Fulham", "H&F", "H&F"],
  [3, 2, "kensington-and-chelsea", "Kensington and Chelsea", "K&C", "K&C"],
  [3, 3, "westminster", "Westminster", "West", "Westmr"],
  [3, 4, "city-of-london", "City of London", "City", "City"],
  [3, 5, "tower-hamlets", "Tower Hamlets", "TH", "T Hamlets"],
  [3, 6, "newham", "Newham", "New"],
  [3, 7, "barking-and-dagenham", "Barking and Dagenham", "B&D", "B&D"],
  [4, 1, "richmond-upon-thames", "Richmond upon Thames", "Rich", "Richmond"],
  [4, 2, "wandsworth", "Wandsworth", "Wand", "Wandsw’th"],
  [4, 3, "lambeth", "Lambeth", "Lam"],
  [4, 4, "southwark", "Southwark", "Swark"],
  [4, 5, "lewisham", "Lewisham", "Lew"],
  [4, 6, "greenwich", "Greenwich", "Gre"],
  [4, 7, "bexley", "Bexley", "Bex"],
  [5, 1, "kingston-upon-thames", "Kingston upon Thames", "King", "Kingston"],
  [5, 2, "merton", "Merton", "Mert"],
  [5, 3, "sutton", "Sutton", "Sut"],
  [5, 4, "croydon", "Croydon", "Croy"],
  [5, 5, "bromley", "Bromley", "Brom"],
];

/** The 32 boroughs and the City, each once; neighbours stand near each other, size means nothing. */
export const londonTiles: readonly LondonTile[] = grid.map(([row, column, slug, name, tiny, short]) => ({
  slug,
  name,
  short: short ?? name,
  tiny,
  column,
  row,
}));
