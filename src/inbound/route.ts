/** A request as a route sees it: whole, and no longer than the server takes. */
export type InboundRequest = {
  /** Path and query, as they were asked for. */
  readonly url: string
  /** Names in small letters; of a header that came twice, the first. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** As it came: signatures are over these bytes. */
  readonly body: string
}

/** What a caller gets. */
export type InboundReply = {
  readonly status: number
  /** Sent as text, or as JSON where it is an object. */
  readonly body?: string | object | undefined
  /** In small letters; beside those that every reply has, or in their place. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** One address that the server answers. What a route throws is answered with 500 and told to the operator. */
export type Route = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  answer(request: InboundRequest, signal: AbortSignal): Promise<InboundReply>
}
