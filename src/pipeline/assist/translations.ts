import { createHash } from 'node:crypto'
import type { Workspace } from '../../domain/model-use.ts'
import type { Clock } from '../../domain/clock.ts'
import type { ModelUseStore } from '../ports/modelling.ts'
import type { Assistance } from './ports.ts'

/** What translating needs. */
export type TranslationPorts = {
  readonly assist: Pick<Assistance, 'asker' | 'gate' | 'model' | 'translations'>
  readonly store: Pick<ModelUseStore, 'countModelDrops'>
  readonly clock: Clock
}

/** What looking up what is ready needs. */
export type ReadyPorts = { readonly assist: Pick<Assistance, 'gate' | 'model' | 'translations'> }

/** A string in one language that is wanted in another; both ISO 639-1. */
export type Wish = { readonly text: string; readonly from: string; readonly into: string }

/** Tells one wish from another. */
export const wishKey = ({ text, from, into }: Wish): string => JSON.stringify([into, from, text])

/** Collects what is asked for, and answers nothing: shows what a message would have translated. */
export function collectWishes(into: string): { readonly wishes: () => readonly Wish[]; readonly translate: Translate } {
  const wanted = new Map<string, Wish>()
  return {
    wishes: () => [...wanted.values()],
    translate: (text, from) => {
      // What no language is known of stays as it is.
      if (from !== into && from !== 'und' && text.trim() !== '')
        wanted.set(wishKey({ text, from, into }), { text, from, into })
      return undefined
    },
  }
}

/** The text in the reader's language, where it is at hand; `from` is the language that it is in. */
export type Translate = (text: string, from: string) => string | undefined

/** What is ready of these; everything else stays as it is. */
export async function readyTranslations(wishes: readonly Wish[], ports: ReadyPorts): Promise<Translate> {
  const ready = new Map<string, string>()
  for (const wish of wishes) {
    const kept = await ports.assist.translations.get(keyOf(wish, ports))
    if (kept && 'text' in kept) ready.set(stringKey(wish.text, wish.from), kept.text)
  }
  return (text, from) => ready.get(stringKey(text, from))
}

const stringKey = (text: string, from: string): string => JSON.stringify([from, text])

const DAY_MS = 24 * 3_600_000
const KEPT_MS = 180 * DAY_MS
/** What the gate refused may be said better by a later try; not soon. */
const REFUSED_MS = 7 * DAY_MS

/** So much is translated in one request. */
const BATCH = { strings: 20, units: 4_000 } as const

/** Has translated what is not there yet, string by string; each is sent once. Tells why nothing more can be had now. */
export async function prepareTranslations(
  wishes: readonly Wish[],
  payer: Workspace,
  ports: TranslationPorts,
  signal: AbortSignal,
): Promise<'done' | 'over-budget' | 'unavailable'> {
  const missing: Wish[] = []
  for (const wish of wishes) {
    if (await ports.assist.translations.get(keyOf(wish, ports))) continue
    // It would speak to the translator of all the others, too.
    if (ports.assist.gate.speaksToMachine(wish.text)) await keep(wish, undefined, ports)
    else missing.push(wish)
  }
  for (const [, alike] of Map.groupBy(missing, ({ from, into }) => `${from} ${into}`)) {
    for (const batch of batchesOf(alike)) {
      const outcome = await translate(batch, payer, ports, signal)
      if (outcome !== 'done') return outcome
    }
  }
  return 'done'
}

/** Of one language into one other. */
async function translate(
  batch: readonly [Wish, ...Wish[]],
  payer: Workspace,
  ports: TranslationPorts,
  signal: AbortSignal,
): Promise<'done' | 'over-budget' | 'unavailable'> {
  const { asker, gate } = ports.assist
  const [languages] = batch
  const strings = batch.map(({ text }) => text)
  const inputs = { strings, into: languages.into, glossary: gate.termsIn(strings, languages) }
  const asked = await asker.anew({ task: 'translate', inputs, payer }, signal)
  if (asked.kind === 'over-budget' || asked.kind === 'unavailable') return asked.kind
  if (asked.kind === 'refused') return 'done'
  const translations = asked.kind === 'answered' ? asked.output.translations : []
  for (const [index, wish] of batch.entries()) await keep(wish, translations[index], ports)
  return 'done'
}

async function keep(wish: Wish, translation: string | undefined, ports: TranslationPorts): Promise<void> {
  const checked =
    translation === undefined ? undefined : ports.assist.gate.checkTranslation(wish.text, translation, wish)
  const key = keyOf(wish, ports)
  if (checked?.kind === 'kept') return void (await ports.assist.translations.set(key, { text: checked.text }, KEPT_MS))
  await ports.assist.translations.set(key, { none: true }, REFUSED_MS)
  if (!checked) return
  const day = ports.clock.now().toISOString().slice(0, 10)
  await ports.store.countModelDrops({ task: 'translate', day }, { [checked.reason]: 1 })
}

/** Another model, another prompt or another term of art makes another translation. */
function keyOf(wish: Wish, { assist: { model, gate } }: ReadyPorts): string {
  const facts = [wish.text, wish.from, wish.into, gate.termsIn([wish.text], wish)]
  return `${model.engineOf('translate')}:${createHash('sha256').update(JSON.stringify(facts)).digest('hex')}`
}

function batchesOf(wishes: readonly Wish[]): [Wish, ...Wish[]][] {
  const batches: [Wish, ...Wish[]][] = []
  let units = 0
  for (const wish of wishes) {
    const last = batches.at(-1)
    units += wish.text.length
    if (last && last.length < BATCH.strings && units <= BATCH.units) last.push(wish)
    else {
      batches.push([wish])
      units = wish.text.length
    }
  }
  return batches
}
