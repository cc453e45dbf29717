import type { AgreementsPoint, PartnershipPoint, TaiwanPoint, TradePoint, Voice } from '../../domain/key-point.ts'
import type { Instrument, TaiwanClaim, Topic, TradeClaim } from '../../domain/topic.ts'
import { withArticle } from '../../countries/article.ts'
import { capitalised, listed, partiesOf, type Teller } from './tellers.ts'

/**
 * One plain English sentence a key point, from the reading alone: the same reading always gives the same sentence.
 * They say at most what the quote says, and their verbs are neutral: "speaks of", never "vows".
 */

/** A verb as one side does it, and as several do. */
type Verb = readonly [one: string, many: string]

/** What a side does, and to what. */
type Doing = readonly [Verb, string]

/** "China and Azerbaijan" have, set up or hope for a level. */
export function partnershipStatement(
  teller: Teller,
  { level, with: party, change, voice }: Pick<PartnershipPoint, 'level' | 'with' | 'change' | 'voice'>,
): string {
  const { words, plural } = teller.subject(voice)
  const { issuer, parties } = teller.encounter
  const first = issuer ?? parties.find((other) => other !== party) ?? ''
  const pair = [first, party ?? ''].filter((code) => code !== '').map((code) => withArticle(teller.displayName(code)))
  const verbs: Record<NonNullable<typeof change>, Verb> = {
    established: ['announces', 'announce'],
    reaffirmed: ['speaks of', 'speak of'],
    proposed: ['proposes', 'propose'],
  }
  const name = change === 'reaffirmed' ? `the ${level}` : `${article(level ?? '')} ${level}`
  return `${words} ${say(verbs[change ?? 'reaffirmed'], plural)} ${name} between ${listed(pair)}.`
}

/** What a verb of the text becomes: the text's own, as near as English has it. */
export const STANCES = {
  upholds: ['upholds', 'uphold'],
  follows: ['follows', 'follow'],
  respects: ['respects', 'respect'],
  recognises: ['recognises', 'recognise'],
  acknowledges: ['acknowledges', 'acknowledge'],
  'takes note of': ['takes note of', 'take note of'],
  reaffirms: ['reaffirms', 'reaffirm'],
  appreciates: ['appreciates adherence to', 'appreciate adherence to'],
  'asks for': ['asks for respect of', 'ask for respect of'],
} as const satisfies Record<string, Verb>
/** How a voice stands to something. */
export type Stance = keyof typeof STANCES

const SPEAKS: Verb = ['speaks', 'speak']
const NEUTRAL: Verb = ['speaks of', 'speak of']

/** `stance`: how the text words the attitude to the principle or policy, where it is known. */
export function taiwanStatement(
  teller: Teller,
  { voice, claims, flags }: Pick<TaiwanPoint, 'voice' | 'claims' | 'flags'>,
  stance?: Stance,
): string {
  const { words, plural } = teller.subject(voice)
  const has = (flag: (typeof flags)[number]): boolean => flags.includes(flag)
  const attitude: Verb = stance === undefined ? NEUTRAL : STANCES[stance]
  const efforts = has('all-efforts') ? "all efforts for China's reunification" : "China's reunification"
  const doings: Record<TaiwanClaim, Doing> = {
    'one-china-principle': [attitude, 'the one-China principle'],
    'one-china-policy': [attitude, 'the one-China policy'],
    'part-of-china': [
      ['says', 'say'],
      `that Taiwan is part of ${has('part-of-prc') ? "the People's Republic of China" : 'China'}`,
    ],
    'opposes-independence': has('does-not-support-independence')
      ? [['does not support', 'do not support'], '“Taiwan independence”']
      : [['opposes', 'oppose'], '“Taiwan independence”'],
    'supports-reunification': [['supports', 'support'], has('peaceful') ? 'peaceful reunification' : efforts],
    'core-issue': [['calls', 'call'], "Taiwan a matter of China's core interests or internal affairs"],
    'strait-peace': [SPEAKS, 'of peace and stability across the Taiwan Strait'],
    'no-unilateral-change': [SPEAKS, 'against unilateral changes to the status quo'],
    'un-2758': [['refers', 'refer'], 'to UN General Assembly Resolution 2758'],
    'no-interference': [SPEAKS, 'against interference in the Taiwan question'],
    'own-policy-unchanged': [['says', 'say'], plural ? 'that their position continues' : 'that its position continues'],
    'supports-participation': [['supports', 'support'], "Taiwan's participation in international organisations"],
  }
  return `${words} ${told(
    claims.map((claim) => doings[claim]),
    plural,
  )}.`
}

const AGAINST: Partial<Record<TradeClaim, string>> = {
  tariffs: 'tariffs',
  'trade-war': 'trade war',
  protectionism: 'protectionism',
  unilateralism: 'unilateralism or bullying',
  decoupling: 'decoupling',
  sanctions: 'unilateral sanctions',
  'unfair-practices': 'unfair or unbalanced trade',
  'export-controls': 'export controls',
}

/** What is spoken against and for, and whose policy it is, where the text names one. */
export function tradeStatement(
  teller: Teller,
  { voice, claims, target }: Pick<TradePoint, 'voice' | 'claims' | 'target'>,
): string {
  const { words, plural } = teller.subject(voice)
  const against = claims.flatMap((claim) => AGAINST[claim] ?? [])
  const doings: Doing[] = [
    ...(against.length > 0 ? [[SPEAKS, `against ${listed(against)}`] as const] : []),
    ...(claims.includes('multilateral-trading')
      ? [[SPEAKS, 'for the multilateral trading system or free trade'] as const]
      : []),
    ...(claims.includes('fta') ? [[['takes', 'take'], 'up a free trade agreement'] as const] : []),
  ]
  const whose = target === undefined ? '' : `, naming ${withArticle(teller.displayName(target))}`
  return `${words} ${told(doings, plural)}${whose}.`
}

const PAPERS: Record<Instrument, string> = {
  'joint-statement': 'a joint statement',
  'cooperation-documents': 'cooperation documents',
  treaty: 'a treaty',
  'action-plan': 'an action plan',
  other: 'other documents',
}

/** What was concluded, with the number that the text states. */
export function agreementsStatement(
  teller: Teller,
  { count, instruments }: Pick<AgreementsPoint, 'count' | 'instruments'>,
): string {
  const papers = instruments.map((instrument) =>
    instrument === 'cooperation-documents' && count !== null ? numbered(count) : PAPERS[instrument],
  )
  const { issuer } = teller.encounter
  const source = issuer === undefined ? '' : `, as reported by ${withArticle(teller.displayName(issuer))}`
  return `${capitalised(partiesOf(teller))} concluded ${listed(papers)}${source}.`
}

const numbered = (count: number): string =>
  count === 1 ? 'one cooperation document' : `${count} cooperation documents`

const TOPIC_WORDS: Record<Topic, string> = {
  partnership: 'the partnership',
  taiwan: 'Taiwan',
  'trade-policy': 'trade policy',
  agreements: 'agreements',
  'core-interests': 'sovereignty and core interests',
  'internal-affairs': 'human rights or internal affairs',
  security: 'security',
  maritime: 'maritime issues',
  'belt-and-road': 'the Belt and Road',
  initiatives: "China's global initiatives",
  multilateral: 'multilateral cooperation',
  ukraine: 'Ukraine',
  'middle-east': 'the Middle East',
  korea: 'the Korean Peninsula',
  'other-conflict': 'another conflict or crisis',
  economy: 'the economy',
  'energy-climate': 'energy or climate',
  technology: 'technology',
  people: 'ties between people',
  visits: 'visits or an anniversary',
  aid: 'aid',
}

/** Words quoted in a statement; more say no more. */
const MOST_WORDS = 3

/** That a topic is spoken of, with the first of its words where the text is in English. */
export function mentionStatement(
  teller: Teller,
  { voice, topic, words }: { readonly voice: Voice; readonly topic: Topic; readonly words: readonly string[] },
): string {
  const subject = teller.subject(voice)
  const quoted = [...new Set(words)].slice(0, MOST_WORDS).map((word) => `“${word.replace(/\s+/g, ' ')}”`)
  const which = quoted.length > 0 ? `: ${listed(quoted)}` : ''
  return `${subject.words} ${say(NEUTRAL, subject.plural)} ${TOPIC_WORDS[topic]}${which}.`
}

/** What a side does, one after another; a verb is not said again right after itself: `speaks against tariffs and for free trade`. */
function told(doings: readonly Doing[], plural: boolean): string {
  const said = doings.map(([verb, what], at) => (verb === doings[at - 1]?.[0] ? what : `${say(verb, plural)} ${what}`))
  const isLong = said.slice(0, -1).some((words) => words.includes(' and '))
  return isLong ? `${said.slice(0, -1).join(', ')}, and ${said.at(-1)}` : listed(said)
}

const say = ([one, many]: Verb, plural: boolean): string => (plural ? many : one)

const article = (noun: string): string => (/^[aeiou]/.test(noun) ? 'an' : 'a')
