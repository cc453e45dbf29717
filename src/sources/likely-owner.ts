import type { PartyCode } from '../domain/key-point.ts'
import { offsetMs } from './zone.ts'

/** Something that was concluded, and from what. */
export type Told = { readonly value: string; readonly from: string }

/** Who may speak at an address. `perhaps` is a state to which nothing but the last letters of the host point. */
export type Owner = {
  readonly issuer?: Told | undefined
  readonly perhaps?: PartyCode | undefined
  readonly body?: Told | undefined
}

/** Hosts of organisations. */
const ORGANISATIONS: readonly (readonly [host: string, code: PartyCode])[] = [
  ['europa.eu', 'EU'],
  ['un.org', 'UN'],
  ['nato.int', 'NATO'],
  ['asean.org', 'ASEAN'],
  ['sectsco.org', 'SCO'],
  ['au.int', 'AFU'],
  ['osce.org', 'OSCE'],
  ['coe.int', 'COE'],
  ['oic-oci.org', 'OIC'],
  ['gcc-sg.org', 'GCC'],
  ['iaea.org', 'IAEA'],
  ['wto.org', 'WTO'],
]

/** Under these names states register their own offices. */
const OFFICIAL = /^(?:gov|govt|government|gob|gouv|gub|gv|go|gc|mil)$/

type Body = readonly [body: string, host: RegExp, title: RegExp]

/** Names of bodies in hosts and in titles, as far as they mean one kind alone. Order: as tried. */
const BODIES: readonly Body[] = [
  [
    'ministry',
    /^(?:mfa|mofa|mofaic|mea|mae|msz|mzv|mre|mid|dfa|kln|minrel|esteri|exteriores|diplomatie|cancilleria|auswaertiges-amt|foreign\w*)$/,
    /\b(?:ministry of (?:foreign|external)|foreign (?:ministry|office|affairs)|affaires étrangères|relaciones exteriores|auswärtiges amt)\b|外交部|外務省|외교부|министерство иностранных дел|dışişleri bakanlığı|وزارة الخارجية|وزارت امور خارجه/iu,
  ],
  [
    'presidency',
    /^(?:president\w*|presidency|presidencia|kremlin|elysee|whitehouse)$/,
    /\b(?:president(?:ial)? (?:of|office|administration)|office of the president|presidency|présidence|presidencia)\b|总统府|總統府|대통령실|президент/iu,
  ],
  ['government', /^(?:pm|primeminister|premier)$/, /\bprime minister(?:['’]s office)?\b|首相官邸|국무총리/iu],
]

/** What an address and the title of its site tell of who speaks there. Only signs of an office count: whoever pays may have the last letters of most states. */
export function ownerOf({ hostname }: URL, title: string): Owner {
  const organisation = ORGANISATIONS.find(([host]) => hostname === host || hostname.endsWith(`.${host}`))
  if (organisation) {
    const [host, issuer] = organisation
    return {
      issuer: { value: issuer, from: `the host ${host}` },
      body: { value: 'organisation', from: `the host ${host}` },
    }
  }
  const labels = hostname.split('.')
  const top = labels.at(-1) ?? ''
  const body = bodyIn(labels, title)
  if (top === 'gov' || top === 'mil') return { issuer: { value: 'US', from: `.${top}` }, body }
  const state = stateOf(top)
  const official = labels.find((label) => OFFICIAL.test(label))
  if (state === undefined || (official === undefined && body === undefined)) return { perhaps: state, body }
  return {
    issuer: { value: state, from: official === undefined ? `.${top} and ${body?.from}` : hostFrom(official, top) },
    body,
  }
}

const hostFrom = (official: string, top: string): string =>
  official === top ? `.${top}` : `${official} and .${top} in the host`

function bodyIn(labels: readonly string[], title: string): Told | undefined {
  for (const [value, host] of BODIES) {
    const label = labels.find((some) => host.test(some))
    if (label !== undefined) return { value, from: `${label} in the host` }
  }
  const [value] = BODIES.find(([, , words]) => words.test(title)) ?? []
  return value === undefined ? undefined : { value, from: 'the title' }
}

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** The state whose letters a host ends in. They are its code, but for the United Kingdom's; the European Union is no state. */
function stateOf(top: string): PartyCode | undefined {
  if (!/^[a-z]{2}$/.test(top) || top === 'eu') return undefined
  const code = top === 'uk' ? 'GB' : top.toUpperCase()
  return regions.of(code) === undefined ? undefined : code
}

const MONTH_MS = 30 * 86_400_000

/**
 * The zones in which a state's clocks go: one where they showed the same time at every place in the two years before `now`, else all that
 * differ. Nothing for an organisation.
 */
export function zonesOf(issuer: PartyCode, now: Date): readonly string[] {
  if (!/^[A-Z]{2}$/.test(issuer)) return []
  const zones = new Intl.Locale(`und-${issuer}`).getTimeZones() ?? []
  const months = Array.from({ length: 25 }, (_, month) => now.getTime() - month * MONTH_MS)
  const clocks = Map.groupBy(zones, (zone) => months.map((at) => offsetMs(zone, at)).join(' '))
  return [...clocks.values()].flatMap((same) => same.slice(0, 1))
}
