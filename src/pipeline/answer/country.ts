import type { Reply } from '../../chat/adapter.ts'
import { format } from '../../commands/format.ts'
import { formatDay } from '../../digest/days.ts'
import { counted } from '../../digest/words.ts'
import type { Command } from '../../domain/command.ts'
import type { Engagement } from '../../domain/news.ts'
import { dayOf } from '../../ledger/pairing.ts'
import { deriveInSlices } from '../derive.ts'
import { dossierSections, levelsFromOutside } from './dossier.ts'
import { tellEngagement } from './encounters.ts'
import { type Asking, LATEST, latestOf, mannerOf } from './ports.ts'

const READ = 250
const SHOWN = 5

const INFERENCE =
  'Orders of levels and wordings are our own inference, from research and past usage: Beijing publishes none. ' +
  'The ladder runs from an own one-China policy (4) by the one-China principle (6) to reunification without "peaceful" (9).'

/** A dossier: what was last said of level, Taiwan and trade, and the last encounters. */
export async function answerCountry(
  { country }: Extract<Command, { name: 'country' }>,
  asking: Asking,
): Promise<Reply> {
  const { store, gazetteer, partnerships } = asking.ports
  const kept = await store.latest({ parties: [country], limit: READ })
  const engagements = await deriveInSlices(kept)
  const manner = mannerOf(asking)
  const name = gazetteer.displayName(country)
  const last = engagements
    .slice(0, SHOWN)
    .map((engagement) => ({ ...tellEngagement(engagement, manner), group: 'Last readouts' }))
  const outside = levelsFromOutside(country, engagements, partnerships, manner)
  const choices = [{ label: 'Timeline', words: format({ name: 'timeline', country }) }, latestOf(country)]
  const sections = dossierSections(country, engagements, partnerships, manner)
  return {
    kind: 'answer',
    answer: {
      heading: name,
      summary: [depthOf(engagements, kept.length >= READ), ...outside].join('\n'),
      items: [...sections, ...last],
      ...(sections.length + outside.length > 0 && { footer: INFERENCE }),
      choices: engagements.length === 0 ? [LATEST] : choices,
    },
    shareable: sections.length + last.length + outside.length > 0,
  }
}

/** How much the dossier rests on. */
function depthOf(engagements: readonly Engagement[], more: boolean): string {
  const days = engagements.flatMap(({ accounts }) => dayOf(accounts[0].texts[0]) ?? []).sort()
  const [oldest] = days
  if (oldest === undefined) return 'No readout in our record.'
  const newest = days.at(-1) ?? oldest
  const number = counted(engagements.length, 'encounter')
  return `${more ? `The last ${number}` : number} in our record, ${formatDay(oldest)} to ${formatDay(newest)}.`
}
