import { parseCookie } from 'undici'

/** Cookies of sites that let nobody in without them; in memory only, each host's its own. */
export type CookieJar = {
  /** Value for the Cookie header, if there are any. */
  cookiesFor(url: URL): string | undefined
  /** Takes in what an answer from `url` set. */
  keep(url: URL, setCookie: string | readonly string[] | undefined): void
}

/** A host cannot make us carry more than this. */
const MOST_COOKIES = 50

/** An empty jar; it holds at most `MOST_COOKIES` a host. */
export function createCookieJar(): CookieJar {
  const hosts = new Map<string, Map<string, string>>()
  return {
    cookiesFor(url) {
      const cookies = [...(hosts.get(url.host) ?? [])].map(([name, value]) => `${name}=${value}`)
      return cookies.length === 0 ? undefined : cookies.join('; ')
    },
    keep(url, setCookie) {
      const cookies = hosts.get(url.host) ?? new Map<string, string>()
      hosts.set(url.host, cookies)
      for (const line of typeof setCookie === 'string' ? [setCookie] : (setCookie ?? [])) {
        const cookie = parseCookie(line)
        if (!cookie || !isSendable(`${cookie.name}${cookie.value}`)) continue
        if (cookie.maxAge !== undefined && cookie.maxAge <= 0) cookies.delete(cookie.name)
        else if (cookies.size < MOST_COOKIES || cookies.has(cookie.name)) cookies.set(cookie.name, cookie.value)
      }
    },
  }
}

/** Whether a header may hold it; a site's odd byte must not make our own request invalid. */
const isSendable = (text: string): boolean => /^[\x21-\x7e]*$/.test(text) && !text.includes(';')
