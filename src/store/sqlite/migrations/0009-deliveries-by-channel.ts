/** The index by which a channel is erased without looking through everybody's messages. */
export const deliveriesByChannel = `
  create index deliveries_by_channel on deliveries (channel);
`
