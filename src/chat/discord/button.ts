import { createHash } from 'node:crypto'
import type { DeliveryKey } from '../../domain/digest.ts'
import { mapCustomIds } from './components.ts'

/** What one of our buttons or menus carries in its custom id: no name, no text of a person's but the words of a command. */
export type ButtonId =
  | {
      readonly kind: 'words'
      /** The command in words; of a menu empty, its options carry them. */
      readonly words: string
      /** Channel or thread that the words are meant for, where it is another than the one they are shown in. */
      readonly target?: string | undefined
      /** Set on the first button of every delivered part: by it we find our own message again. */
      readonly delivery?: string | undefined
    }
  | { readonly kind: 'share' }

/** Goes up when the meaning of a custom id changes, so that a button of an older message is known for what it is. */
const VERSION = '1'
const SHARE = `${VERSION}share`

/** Long words make it longer than a custom id may be. */
export function formatButtonId(id: ButtonId): string {
  if (id.kind === 'share') return SHARE
  const target = id.target === undefined ? '' : `t${id.target};`
  const delivery = id.delivery === undefined ? '' : `d${id.delivery};`
  return `${VERSION}${target}${delivery}:${id.words}`
}

/** Nothing where it is none of ours, or of another version. */
export function parseButtonId(text: string): ButtonId | undefined {
  if (text === SHARE) return { kind: 'share' }
  const match = /^1(?:n\d+;)?(?:t(?<target>\d+);)?(?:d(?<delivery>[\w-]+);)?:(?<words>.*)$/s.exec(text)
  if (!match?.groups) return undefined
  const { target, delivery, words = '' } = match.groups
  return { kind: 'words', words, target, delivery }
}

/** Room that `numberRepeats` may need beside the words. */
export const REPEAT_ROOM = 4

/** Discord refuses a message in which two buttons have one custom id; the meaning of these stays the same. */
export function numberRepeats<Json>(components: Json): Json {
  const seen = new Map<string, number>()
  return mapCustomIds(components, (customId) => {
    const times = (seen.get(customId) ?? 0) + 1
    seen.set(customId, times)
    return times === 1 ? customId : `${VERSION}n${times};${customId.slice(VERSION.length)}`
  })
}

/** Marks the first button as a delivery's. */
export function markDelivery<Json>(components: Json, nonce: string): Json {
  let done = false
  return mapCustomIds(components, (customId) => {
    const id = parseButtonId(customId)
    if (done || id?.kind !== 'words') return customId
    done = true
    return formatButtonId({ ...id, delivery: nonce })
  })
}

/** Whether a delivery's button is among these components. */
export function isMarked(components: unknown, nonce: string): boolean {
  let found = false
  mapCustomIds(components, (customId) => {
    const id = parseButtonId(customId)
    found ||= id?.kind === 'words' && id.delivery === nonce
    return customId
  })
  return found
}

/** 25 characters that stand for a delivery, as many as a nonce may have: the same for every try. */
export function nonceOf(key: DeliveryKey): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 25)
}
