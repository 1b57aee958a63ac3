/** The longest name of a saved search. Apart from the schema: the dialog that asks for one needs no validator. */
export const NAME_LENGTH = 40
