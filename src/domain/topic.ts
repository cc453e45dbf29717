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
export type Topic = (typeof TOPICS)[number]

/** The four topics that carry claims of their own; a digest shows a line for each. */
export const CARD_TOPICS = ['partnership', 'taiwan', 'trade-policy', 'agreements'] as const
export type CardTopic = (typeof CARD_TOPICS)[number]

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
export type TaiwanClaim = (typeof TAIWAN_CLAIMS)[number]

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
export type TradeClaim = (typeof TRADE_CLAIMS)[number]

export const INSTRUMENTS = ['joint-statement', 'cooperation-documents', 'treaty', 'action-plan', 'other'] as const
export type Instrument = (typeof INSTRUMENTS)[number]

export const PARTNERSHIP_CHANGES = ['established', 'reaffirmed', 'proposed'] as const
export type PartnershipChange = (typeof PARTNERSHIP_CHANGES)[number]
