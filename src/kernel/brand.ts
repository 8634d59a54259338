declare const brand: unique symbol;

/** A primitive that carries its meaning in the type, so that an AreaId cannot be passed for a FundId. */
export type Brand<Primitive, Name extends string> = Primitive & { readonly [brand]: Name };
