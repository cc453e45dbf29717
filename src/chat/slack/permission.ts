/** Somebody as a workspace knows them. */
export type Person = {
  readonly id: string
  /** As others see it; shown, never kept. */
  readonly name: string
  readonly locale: string
  readonly zone: string | undefined
  /** `external`: of another workspace, in a shared channel. `guest`: also bots and who was removed. */
  readonly standing: 'admin' | 'member' | 'guest' | 'external'
}

/** A channel as the bot sees it. */
export type Place =
  | {
      readonly kind: 'channel'
      readonly botIsIn: boolean
      /** Not everybody may post: #general, and where it was said who may. */
      readonly restricted: boolean
      /** Who may post in a restricted one besides admins. */
      readonly posters: readonly string[]
      /** Shared with another organisation. */
      readonly shared: boolean
    }
  | { readonly kind: 'direct' }
  /** A private channel that the bot is not in. */
  | { readonly kind: 'unseen' }

/** Who asks, and where. */
export type Standing = { readonly person: Person; readonly place: Place; readonly isMember: boolean }

/**
 * Whether somebody may say what is posted in a channel: full members of the workspace who are in it; where posting is restricted, or
 * outsiders read along, admins among them; and only who is named, where the operator names any. Pure.
 */
export function mayManage({ person, place, isMember }: Standing, managers: readonly string[]): boolean {
  const isFull = person.standing === 'admin' || person.standing === 'member'
  if (!isFull || !isMember || place.kind !== 'channel') return false
  if (managers.length > 0) return managers.includes(person.id)
  return person.standing === 'admin' || !(place.restricted || place.shared)
}

/** Whether somebody may decide for the whole workspace: its admins and owners; or who is named, where the operator names any. Pure. */
export function mayManageWorkspace({ standing, id }: Person, managers: readonly string[]): boolean {
  const isFull = standing === 'admin' || standing === 'member'
  return isFull && (managers.length > 0 ? managers.includes(id) : standing === 'admin')
}

/** Whether somebody may show an answer to all in a channel. Pure. */
export function mayShare({ person, place, isMember }: Standing): boolean {
  if (person.standing === 'external' || !isMember || place.kind !== 'channel') return false
  return !place.restricted || person.standing === 'admin' || place.posters.includes(person.id)
}
