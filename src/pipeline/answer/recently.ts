import type { Asked, Found } from '../../commands/confirmation.ts'
import { dayIn } from '../../digest/days.ts'
import { matches } from '../../digest/news.ts'
import { deriveInSlices } from '../derive.ts'
import type { Asking } from './ports.ts'

const DAYS_MS = 30 * 86_400_000
/** Texts, not accounts; beyond so many the sentence says "more than". */
const READ = 250

/** How many accounts of the last 30 days are what is asked for. */
export async function foundRecently(asked: Asked, { ports, now, zone }: Asking): Promise<Found> {
  const since = dayIn(new Date(now.getTime() - DAYS_MS), zone)
  const { countries, topics } = asked
  const kept = await ports.store.latest({ oneOf: [countries], topics, since, limit: READ })
  const accounts = (await deriveInSlices(kept)).flatMap((engagement) => engagement.accounts)
  return { count: accounts.filter((account) => matches(asked, { account })).length, more: kept.length >= READ }
}
