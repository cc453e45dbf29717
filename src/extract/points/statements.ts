import type { PartnershipPoint, TaiwanFlag, Voice } from '../../domain/key-point.ts'
import type { Instrument, TaiwanClaim, Topic, TradeClaim } from '../../domain/topic.ts'
import type { Ground } from './ground.ts'

type Teller = Pick<Ground, 'encounter' | 'displayName' | 'prepared'>
export function partnershipStatement(
  t: Teller,
  p: Pick<PartnershipPoint, 'level' | 'with' | 'change' | 'voice'>,
): string {
  return `${p.voice} ${p.change} ${p.level} ${t.displayName(p.with ?? '')}`
}
export function taiwanStatement(
  _t: Teller,
  p: { voice: Voice; claims: readonly TaiwanClaim[]; flags: readonly TaiwanFlag[] },
): string {
  return `${p.voice} ${p.claims.join()}`
}
export function tradeStatement(
  _t: Teller,
  p: { voice: Voice; claims: readonly TradeClaim[]; target?: string | undefined },
): string {
  return `${p.voice} ${p.claims.join()}`
}
export function agreementsStatement(
  _t: Teller,
  p: { voice: Voice; count: number | null; instruments: readonly Instrument[] },
): string {
  return `${p.voice} ${p.count} ${p.instruments.join()}`
}
export function mentionStatement(_t: Teller, p: { voice: Voice; topic: Topic; words: readonly string[] }): string {
  return `${p.voice} ${p.topic} ${p.words.join()}`
}
