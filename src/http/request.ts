import type { Headers } from './headers.ts'

/** What is to be sent, and under which of our promises. */
export type HttpRequest = {
  readonly url: URL
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** What messages call the target; needed where the address is a secret. Absent: the address without its query. */
  readonly name?: string
  /** Ask only whether it changed since the answer whose `remember` was called last. */
  readonly conditional?: boolean
  /** Keep so far apart from other paced requests to the host, one at a time; absent: at once. */
  readonly spacingMs?: number | undefined
  readonly obeyRobots?: boolean
  readonly cookies?: 'keep' | Readonly<Record<string, string>> | undefined
  /** Whether a redirect to that address is still what was asked for; absent: any public one is. */
  readonly mayFollow?: (to: URL) => boolean
  /** In all, redirects included, waiting for the host's turn not. */
  readonly timeoutMs?: number | undefined
  readonly maxBytes?: number
  /** Hand over an answer of any status as it came, for a caller who reads refusals; absent: they are thrown. */
  readonly anyStatus?: boolean
}

/** What came of a request that succeeded. */
export type HttpAnswer =
  | {
      readonly kind: 'ok'
      /** Where the answer came from, after redirects. */
      readonly url: URL
      readonly status: number
      readonly headers: Headers
      readonly body: Buffer
      readonly receivedAt: Date
      /** Until when the server calls it fresh; at most an hour from now. */
      readonly freshUntil: Date | undefined
      /** Keeps the validators: call when the answer was put to use, not before. */
      readonly remember: () => Promise<void>
    }
  | { readonly kind: 'not-modified'; readonly freshUntil: Date | undefined }

/** The one way out of the program. Throws `HttpError`, or the signal's reason once it aborts; never tries again by itself. */
export interface HttpClient {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>
  /** Cuts what is still open. */
  close(): Promise<void>
}
