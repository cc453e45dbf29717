import type { Completion } from '../../chat/adapter.ts'
import { commandCalled } from '../../commands/command-words.ts'
import { type Completed, type Completions, MOST_COMPLETIONS } from '../../commands/complete.ts'
import { specOf } from '../../commands/spec.ts'
import { keyOf } from '../../commands/text.ts'
import { titleOf } from '../../digest/encounter-item.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { labelOf } from './place.ts'
import { type Asking, mannerOf } from './ports.ts'

/** What an option can be completed with: names at once, readouts and subscriptions from the store. */
export async function complete(
  { command, option, typed }: Completion,
  completions: Completions,
  recent: () => Promise<readonly KeptReading[]>,
  asking: Asking,
): Promise<readonly Completed[]> {
  const name = commandCalled(command)
  const spec = name && specOf(name).options.find((one) => one.name.en === option)
  if (!spec) return []
  switch (spec.kind) {
    case 'readout':
      return readouts(await recent(), typed, asking)
    case 'number':
      return option === 'number' ? subscriptions(typed, asking) : []
    case 'phrase':
      return phrases(asking.ports.phrases, typed)
    default:
      return completions.completed(spec, typed)
  }
}

/** Readouts whose id, parties, people or title hold what was typed; what is a whole id or address is sent as it is. */
function readouts(recent: readonly KeptReading[], typed: string, asking: Asking): Completed[] {
  const wanted = folded(typed)
  const manner = mannerOf(asking)
  const found = recent.flatMap((kept) => {
    const { heading, subheading } = titleOf(kept, manner)
    const { shortId, title } = kept.readout
    const label = clip(`${shortId} · ${heading} · ${subheading}`)
    return folded(`${label} ${title}`).includes(wanted) ? [{ label, value: shortId }] : []
  })
  const own = typed.trim()
  const rest = own === '' || found.length > 0 ? [] : [{ label: clip(own), value: clip(own) }]
  return [...found, ...rest].slice(0, MOST_COMPLETIONS)
}

async function subscriptions(typed: string, asking: Asking): Promise<Completed[]> {
  const here = await asking.ports.store.subscriptionsIn(asking.caller.at)
  return here
    .map((one) => ({ label: clip(labelOf(one, asking)), value: String(one.number) }))
    .filter(({ label }) => folded(label).includes(folded(typed)))
    .slice(0, MOST_COMPLETIONS)
}

/** Known phrases that hold what was typed, and last the typed words themselves. */
function phrases(known: readonly string[], typed: string): Completed[] {
  const wanted = keyOf(typed)
  const found = known.filter((phrase) => keyOf(phrase).includes(wanted)).slice(0, MOST_COMPLETIONS - 1)
  const own = typed.trim() === '' || found.includes(typed.trim()) ? [] : [typed.trim()]
  return [...found, ...own].map((phrase) => ({ label: clip(phrase), value: clip(phrase) }))
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().trim()

/** Platforms take so many characters: https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const LONGEST = 100
const clip = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1).toWellFormed()}…` : text)
