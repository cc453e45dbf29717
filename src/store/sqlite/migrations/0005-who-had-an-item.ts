/** The index that says who had an item. */
export const whoHadAnItem = `
  -- Who had an item: asked for when something happened to it.
  create index digest_items_by_item on digest_items (item);
`
