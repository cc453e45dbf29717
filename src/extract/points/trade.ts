import type { PartyCode, TradePoint, Voice } from '../../domain/key-point.ts'
import { TRADE_CLAIMS } from '../../domain/topic.ts'
import { claimsByVoice } from './claims.ts'
import type { Ground } from './ground.ts'
import type { Match } from './rules.ts'
import { tradeStatement } from './statements.ts'
import { spansWithin } from './within.ts'

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
    const target = ownerOf(ground, match) ?? addresseeOf(ground, match)
    if (target !== undefined && target !== voice) return target
  }
  return undefined
}

/** How far before the phrase its owner may stand. */
const OWNER = 45

function ownerOf({ prepared, text }: Ground, { start, sentence }: Match): PartyCode | undefined {
  const before = spansWithin(prepared.mentions, { start: Math.max(sentence.start, start - OWNER), end: start })
  const owner = before.at(-1)
  const isState = owner !== undefined && /^(?:[A-Z]{2}|EU)$/.test(owner.party)
  return isState && isOwner(text.slice(owner.end, start)) ? owner.party : undefined
}

function addresseeOf({ prepared, hits, lexicon }: Ground, match: Match): PartyCode | undefined {
  for (const { end } of hits.within(lexicon.list('trade', 'addresses'), { ...match.sentence, end: match.end })) {
    const [addressee] = spansWithin(prepared.mentions, { start: end, end: end + OWNER })
    if (addressee && addressee.start - end <= 12) return addressee.party
  }
  return undefined
}

/** "China's own", "U.S. reciprocal", 美国滥施. */
const isOwner = (between: string): boolean =>
  /^(?:['’]s\s(?:[\p{L}-]+\s){0,3}|\s(?:[\p{L}-]{4,}al\s)?|\p{Script=Han}{0,6})$/u.test(between)
