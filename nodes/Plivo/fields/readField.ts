/** Returns the value of one of the item's fields by name; '' if it isn't set. */
export type ReadField = (name: string) => unknown;
