/** Value of one of the item's fields by its name; '' when it isn't set. */
export type ReadField = (name: string) => unknown;
