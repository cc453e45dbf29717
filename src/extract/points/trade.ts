import type { PartyCode, TradePoint, Voice } from '../../domain/key-point.ts'
import { TRADE_CLAIMS } from '../../domain/topic.ts'
import { claimsByVoice } from './claims.ts'
import type { Ground } from './ground.ts'
import type { Match } from './rules.ts'
import { tradeStatement } from './statements.ts'

/** What each voice criticises or asks for in trade policy, of whom, and how sharply. */
export function drawTrade(ground: Ground): TradePoint[] {
  return claimsByVoice(ground, 'trade', TRADE_CLAIMS).map(({ voice, claims, matches, evidence }) => {
    const target = targetOf(ground, voice, matches)
    const strength = strengthOf(ground, voice)
    const whose = target === undefined ? {} : { target }
    const statement = tradeStatement(ground, { voice, claims, ...whose })
    return {
      topic: 'trade-policy',
      voice,
      claims,
      ...whose,
      ...(strength === undefined ? {} : { strength }),
      statement,
      evidence,
    }
  })
}

/** The sharpest formula that this voice uses. */
function strengthOf(ground: Ground, voice: Voice): number | undefined {
  const used = ground.matchesOf('trade-formulas').filter(({ start }) => ground.voiceAt(start)?.voice === voice)
  return used.length === 0 ? undefined : Math.max(...used.map(({ rule }) => Number(rule.gives)))
}

/** The state named as owner of what is criticised ("U.S. tariffs", 美国滥施关税) or addressed ("called on China to"). */
function targetOf(ground: Ground, voice: Voice, matches: readonly Match[]): PartyCode | undefined {
  for (const match of matches) {
    if (match.rule.gives === 'fta' || match.rule.gives === 'multilateral-trading') continue
    const near = { start: Math.max(match.sentence.start, match.start - 45), end: match.start }
    const owner = ground.prepared.mentions.findLast(({ start, end }) => start >= near.start && end <= near.end)
    const isState = owner !== undefined && /^(?:[A-Z]{2}|EU)$/.test(owner.party)
    if (isState && owner.party !== voice && isOwner(ground.text.slice(owner.end, match.start))) return owner.party
    const addressed = ground.hits.within(ground.lexicon.list('trade', 'addresses'), match.sentence)
    const asked = ground.prepared.mentions.find(
      ({ start, party }) =>
        party !== voice && addressed.some(({ end }) => start >= end && start - end <= 12 && end < match.end),
    )
    if (asked) return asked.party
  }
  return undefined
}

/** "China's own", "U.S. reciprocal", 美国滥施. */
const isOwner = (between: string): boolean =>
  /^(?:['’]s\s(?:[\p{L}-]+\s){0,3}|\s(?:[\p{L}-]{4,}al\s)?|\p{Script=Han}{0,6})$/u.test(between)
