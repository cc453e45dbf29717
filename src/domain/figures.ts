/** How much the record holds, for whoever watches the program. */
export type RecordFigures = {
  /** Parts that are to be delivered, those under way included. */
  readonly deliveriesWaiting: number
  /** Parts that were given up. */
  readonly deliveriesDead: number
  readonly digestsPlanned: number
  readonly readoutsKept: number
}
