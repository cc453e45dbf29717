/**
 * What bot checks and web application firewalls leave in a page, each with the product it belongs to. They come with any status,
 * 200 included. Order: as listed, the first match names the page.
 */
const MARKS: readonly (readonly [product: string, mark: RegExp])[] = [
  [
    'Cloudflare',
    /cf-chl-|cdn-cgi\/challenge-platform|<title>\s*(?:Just a moment\.\.\.|Attention Required! \| Cloudflare)/i,
  ],
  ['Incapsula', /_Incapsula_Resource|Incapsula incident ID/i],
  [
    'Akamai',
    /<title>\s*Access Denied\s*<\/title>[\s\S]{0,600}(?:Reference&#32;&#35;|Reference #|errors\.edgesuite\.net)/i,
  ],
  ['Radware', /perfdrive\.com|radware bot manager/i],
  ['F5', /\bbobcmn\b|The requested URL was rejected\. Please consult with your administrator/i],
  ['FortiGate', /<title>\s*Web Page Blocked!?\s*<\/title>/i],
  ['DDoS-Guard', /ddos-guard\/js-challenge|<title>\s*DDoS-Guard/i],
  ['ArvanCloud', /__arcsjs|arvancloud\.[a-z]+\/(?:challenge|error)/i],
  ['Sucuri', /sucuri_cloudproxy_js/i],
  [
    'a bot check',
    /<title>\s*(?:Checking your browser|Verifying you are human|Are you a robot|Robot Check|Security check)\b/i,
  ],
]

/** A page long enough to be an article is one, whatever scripts its firewall adds. */
const LONGEST_CHALLENGE = 60_000

/** The product whose bot check this page is, if it is one. `start` may be the beginning of the page alone. */
export function challengeIn(start: string): string | undefined {
  if (start.length > LONGEST_CHALLENGE) return undefined
  return MARKS.find(([, mark]) => mark.test(start))?.[0]
}
