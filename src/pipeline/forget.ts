import type { Place } from '../domain/subscription.ts'
import type { ErasureStore } from './ports/workspaces.ts'

/** Whom or what the operator wants forgotten: a workspace or a channel of it, or a person by the platform's id. */
export type Forgettable =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'person'; readonly id: string }

/** What would be forgotten, in rows by table; nothing where nothing is kept. */
export function countKept(what: Forgettable, store: ErasureStore): Promise<ReadonlyMap<string, number>> {
  return what.kind === 'place' ? store.countPlace(what.place) : store.countPerson(what.id)
}

/** Forgets it. Of a place everything goes; a person's id gives way to a word. Asking again changes nothing. */
export function forget(what: Forgettable, store: ErasureStore): Promise<void> {
  return what.kind === 'place' ? store.erasePlace(what.place) : store.erasePerson(what.id)
}

const PLACE = /^[a-z]+:[^:\s]+(?::[^:\s]+)?$/

/** What words of the command line name; nothing where they name nothing of that kind. */
export function forgettable(kind: string, name: string): Forgettable | undefined {
  if (kind === 'user') return /^[^:\s]+$/.test(name) ? { kind: 'person', id: name } : undefined
  if (!PLACE.test(name)) return undefined
  const [platform = '', workspace = '', channel] = name.split(':')
  if (kind !== (channel === undefined ? 'workspace' : 'channel')) return undefined
  return { kind: 'place', place: { platform, workspace, channel } }
}
