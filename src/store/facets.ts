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

/** The facets that a readout must have, all of them, to pass the filter. */
export function facetsOfFilter({ parties, issuer, topic }: LatestFilter): string[] {
  return [
    ...new Set([
      ...(issuer === undefined ? [] : [issuerFacet(issuer)]),
      ...(parties ?? []).map(partyFacet),
      ...(topic === undefined ? [] : [topicFacet(topic)]),
    ]),
  ]
}

const issuerFacet = (issuer: PartyCode): string => `issuer:${issuer}`
const partyFacet = (party: PartyCode): string => `party:${party}`
const topicFacet = (topic: Topic): string => `topic:${topic}`
