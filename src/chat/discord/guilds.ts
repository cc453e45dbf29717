/** `*` among the allowed: any server may have the bot. */
const ANY = '*'

/** A server that the bot is in. */
export type JoinedGuild = {
  readonly id: string
  /** Milliseconds since 1970; unknown while the server is unavailable. */
  readonly joinedAtMs: number | undefined
}

/**
 * The servers that the bot is in and should not be. Where none are named, the one that it joined first is its own;
 * as long as one of several is unavailable nobody knows which that is, and none is left. Pure.
 */
export function guildsToLeave(allowed: readonly string[], guilds: readonly JoinedGuild[]): string[] {
  if (allowed.includes(ANY)) return []
  if (allowed.length > 0) return guilds.map(({ id }) => id).filter((id) => !allowed.includes(id))
  const known = guilds.flatMap(({ id, joinedAtMs }) => (joinedAtMs === undefined ? [] : [{ id, joinedAtMs }]))
  if (known.length < guilds.length) return []
  const [, ...later] = known.toSorted((a, b) => a.joinedAtMs - b.joinedAtMs || (a.id < b.id ? -1 : 1))
  return later.map(({ id }) => id)
}
