/** What a key point is about, and what a channel subscribes to: the closed list, in the order in which a digest shows them. */
export const TOPICS = [
  'partnership',
  'taiwan',
  'trade-policy',
  'agreements',
  'core-interests',
  'internal-affairs',
  'security',
  'maritime',
  'belt-and-road',
  'initiatives',
  'multilateral',
  'ukraine',
  'middle-east',
  'korea',
  'other-conflict',
  'economy',
  'energy-climate',
  'technology',
  'people',
  'visits',
  'aid',
] as const
/** One of `TOPICS`. */
export type Topic = (typeof TOPICS)[number]

/** The four topics that carry claims of their own; a digest shows a line for each. */
export const CARD_TOPICS = ['partnership', 'taiwan', 'trade-policy', 'agreements'] as const
/** One of `CARD_TOPICS`. */
export type CardTopic = (typeof CARD_TOPICS)[number]

/** What may be claimed on Taiwan. */
export const TAIWAN_CLAIMS = [
  'one-china-principle',
  'one-china-policy',
  'part-of-china',
  'opposes-independence',
  'supports-reunification',
  'core-issue',
  'strait-peace',
  'no-unilateral-change',
  'un-2758',
  'no-interference',
  'own-policy-unchanged',
  'supports-participation',
] as const
/** One of `TAIWAN_CLAIMS`. */
export type TaiwanClaim = (typeof TAIWAN_CLAIMS)[number]

/** What may be claimed on trade policy. */
export const TRADE_CLAIMS = [
  'tariffs',
  'trade-war',
  'protectionism',
  'unilateralism',
  'decoupling',
  'sanctions',
  'multilateral-trading',
  'unfair-practices',
  'export-controls',
  'fta',
] as const
/** One of `TRADE_CLAIMS`. */
export type TradeClaim = (typeof TRADE_CLAIMS)[number]

/** What may be signed. */
export const INSTRUMENTS = ['joint-statement', 'cooperation-documents', 'treaty', 'action-plan', 'other'] as const
/** One of `INSTRUMENTS`. */
export type Instrument = (typeof INSTRUMENTS)[number]

/** What may be said of a level: that it is new, stands, or is wanted. */
export const PARTNERSHIP_CHANGES = ['established', 'reaffirmed', 'proposed'] as const
/** One of `PARTNERSHIP_CHANGES`. */
export type PartnershipChange = (typeof PARTNERSHIP_CHANGES)[number]
