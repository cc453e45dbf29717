import { createHash } from 'node:crypto'
import type { Endpoint, ModelConsent, ModelFeature, Workspace } from '../../domain/model-use.ts'
import type { ModelConsentStore } from '../ports/modelling.ts'

/** Which workspaces may be served by the model that is configured now. */
export type Consents = {
  /** Whether any may at all. */
  readonly any: boolean
  allows(place: Workspace, feature: ModelFeature): boolean
}

/** Reads the consents that count: those to this very model behind this very host. */
export async function consentsTo(
  endpoint: Endpoint,
  store: Pick<ModelConsentStore, 'modelConsents'>,
): Promise<Consents> {
  const standing = (await store.modelConsents()).filter((consent) => isTo(endpoint, consent))
  const given = new Set(standing.map(({ feature, ...place }) => keyOf(place, feature)))
  return { any: given.size > 0, allows: (place, feature) => given.has(keyOf(place, feature)) }
}

/** Whether a workspace is shown what the model that is configured now makes of texts. */
export async function isAssisted(
  {
    assist,
    store,
  }: {
    readonly assist?: { readonly endpoint: Endpoint } | undefined
    readonly store: Pick<ModelConsentStore, 'modelConsents'>
  },
  place: Workspace,
): Promise<boolean> {
  return assist !== undefined && (await consentsTo(assist.endpoint, store)).allows(place, 'assist')
}

/** Whether a consent is to this model behind this host. */
export const isTo = (endpoint: Endpoint, { host, model }: ModelConsent): boolean =>
  host === endpoint.host && model === endpoint.model

/** Consents that no longer count, since host or model are others now: who gave them is to be asked again. */
export async function lapsedConsents(
  endpoint: Endpoint,
  store: Pick<ModelConsentStore, 'modelConsents'>,
): Promise<readonly ModelConsent[]> {
  return (await store.modelConsents()).filter((consent) => !isTo(endpoint, consent))
}

const keyOf = ({ platform, workspace }: Workspace, feature: ModelFeature): string =>
  JSON.stringify([platform, workspace, feature])

/** Names what somebody was shown before consenting: another host, another model, and it is another name. */
export function shownName({ host, model }: Endpoint): string {
  return createHash('sha256')
    .update(JSON.stringify([host, model]))
    .digest('hex')
    .slice(0, 8)
}
