import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { challengeIn } from '../../src/http/challenge.ts'

const page = (head: string, body = ''): string => `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`

/** An ordinary page of a ministry, in few words. */
const TEXT = `<h1>Minister Fictiva receives the ambassador</h1><p>${'They spoke of the railway between their capitals. '.repeat(8)}</p>`

describe('a bot check is known by what its product leaves in it', () => {
  test.each([
    ['Cloudflare', page('<title>Just a moment...</title>')],
    ['Cloudflare', page('<script>window._cf_chl_opt={cvId:"3"}</script>')],
    ['Cloudflare', page('<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=1"></script>')],
    ['Incapsula', page('', '<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=1"></iframe>')],
    ['Incapsula', page('<script src="/_Incapsula_Resource?SWJIYLWA=719d"></script>')],
    ['Akamai', page('<title>Access Denied</title>', 'Reference&#32;&#35;18.2f1')],
    ['Radware', page('<title>Radware Captcha Page</title>')],
    ['Radware', page('<script src="https://cdn.perfdrive.com/aperture/aperture.js"></script>')],
    [
      'F5',
      page(
        '<script>window["bobcmn"]="1011"</script>',
        '<noscript>Please enable JavaScript to view the page.</noscript>',
      ),
    ],
    [
      'F5',
      page(
        '<title>Request Rejected</title>',
        'The requested URL was rejected. Please consult with your administrator.',
      ),
    ],
    ['FortiGate', page('<title>Web Page Blocked!</title>')],
    ['DDoS-Guard', page('<title>DDoS-Guard</title>')],
    ['ArvanCloud', page('<script>__arcsjs()</script>')],
    ['Sucuri', page('<script>sucuri_cloudproxy_js=""</script>')],
    ['AWS WAF', page('<script>window.gokuProps = {}</script>')],
    ['DataDome', page('', '<script src="https://ct.captcha-delivery.com/c.js"></script>')],
    ['PerimeterX', page('', '<div id="px-captcha"></div>')],
    ['Anubis', page('<script id="anubis_challenge" type="application/json">{}</script>')],
    ['Jiasule', "<script>document.cookie=('_')+('_')+('j');location.href=location.pathname+location.search</script>"],
    ['Aliyun', "<html><script>var arg1='0F2A';function go(){document.cookie='acw_sc__v2='+x}</script></html>"],
    ['a bot check', page('<title>Checking your browser before you go on</title>')],
  ])('%s: %s', (product, html) => {
    expect(challengeIn(html)).toBe(product)
  })
})

describe('an ordinary page is none', () => {
  test.each([
    ['Cloudflare’s sensor', '<script>a.src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"</script>'],
    ['Incapsula’s sensor', '<script src="/_Incapsula_Resource?SWJIYLWA=719d&ns=1"></script>'],
    ['Radware’s sensor', '<script src="https://cdn.perfdrive.com/aperture/aperture.js"></script>'],
    ['F5’s sensor', '<script src="/TSPD/0836?type=10"></script><script>window["bobcmn"]="1"</script>'],
    ['AWS’s sensor', '<script src="https://a1.edge.sdk.awswaf.com/a1/challenge.js" defer></script>'],
  ])('with %s beside its text', (_, head) => {
    expect(challengeIn(page(head, TEXT))).toBeUndefined()
  })

  test('however short, where no product is in it', () => {
    expect(challengeIn(page('<title>Ministry</title>', '<div id="root"></div>'))).toBeUndefined()
  })
})

test('looks through any page once, and says a product or nothing', () => {
  const piece = fc.constantFrom('<script', '</script>', '<', '>', '<title>', 'bobcmn', '<style>', ' ', 'x', '\u0000')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      expect(['F5', undefined]).toContain(challengeIn(pieces.join('')))
    }),
  )
  expect(challengeIn(`bobcmn${'<script>'.repeat(7_000)}`)).toBe('F5')
})
