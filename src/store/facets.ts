import type { LatestFilter } from '../domain/keeping.ts'
import type { PartyCode } from '../domain/key-point.ts'
import type { Reading } from '../domain/reading.ts'
import type { Topic } from '../domain/topic.ts'

/** What a readout can be asked for by, each once: its issuer, its parties, the topics of its key points. */
export function facetsOf(issuer: PartyCode, reading: Pick<Reading, 'parties' | 'keyPoints'>): string[] {
  return [
    ...new Set([
      issuerFacet(issuer),
      ...reading.parties.map(partyFacet),
      ...reading.keyPoints.map(({ topic }) => topicFacet(topic)),
    ]),
  ]
}

/** To pass the filter, a readout must have one facet of each list. */
export function facetsOfFilter({ parties, oneOf, issuer, topic, topics }: LatestFilter): (readonly string[])[] {
  const all = new Set([
    ...(issuer === undefined ? [] : [issuerFacet(issuer)]),
    ...(parties ?? []).map(partyFacet),
    ...(topic === undefined ? [] : [topicFacet(topic)]),
  ])
  const any = [...(oneOf ?? []).map((codes) => codes.map(partyFacet)), (topics ?? []).map(topicFacet)]
  return [...[...all].map((facet) => [facet]), ...any.filter((facets) => facets.length > 0)]
}

const issuerFacet = (issuer: PartyCode): string => `issuer:${issuer}`
const partyFacet = (party: PartyCode): string => `party:${party}`
const topicFacet = (topic: Topic): string => `topic:${topic}`
