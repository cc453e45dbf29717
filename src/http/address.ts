import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** A connection that must not be made: the address is not on the public internet and its host is not allowed. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError'
}

/** IANA's special-purpose blocks (private, loopback, link-local, shared, test, multicast), and one cloud's metadata service in public space. */
const SPECIAL_IPV4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32'
/** All but 2000::/3, the one block of public addresses, and what in it is documentation or a tunnel with an IPv4 address inside. */
const SPECIAL_IPV6 = '::/3 4000::/2 8000::/1 2001::/23 2001:db8::/32 2002::/16 3fff::/20'
/** Blocks whose last 32 bits are an IPv4 address that the connection ends at: mapped addresses and NAT64. */
const EMBEDDED_IPV4 = '::ffff:0:0/96 64:ff9b::/96'

// One list for each family: a list that holds both also compares across them, as mapped addresses.
const specialIpv4 = blocksOf('ipv4', SPECIAL_IPV4)
const specialIpv6 = blocksOf('ipv6', SPECIAL_IPV6)
const embeddedIpv4 = blocksOf('ipv6', EMBEDDED_IPV4)

/** Whether `address` (an IP address, without brackets) is on the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  if (family === 4) return !specialIpv4.check(address, 'ipv4')
  if (embeddedIpv4.check(address, 'ipv6')) return isPublicAddress(lastIpv4Of(address))
  return !specialIpv6.check(address, 'ipv6')
}

/** The IP address that a URL's host is, if it is one and not a name. */
export function addressIn(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) === 0 ? undefined : bare
}

/**
 * Resolves names for the sockets themselves, so that the address that was checked is the one connected to: neither a
 * redirect nor a name that changes its address gets behind it. Answers only public addresses, unless `isAllowed(host)`.
 */
export function guardedLookup(
  isAllowed: (hostname: string) => boolean,
  resolve: LookupFunction = dnsLookup,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0)
      const all = Array.isArray(found) ? found : [{ address: found, family: isIP(found) }]
      const usable = isAllowed(hostname) ? all : all.filter(({ address }) => isPublicAddress(address))
      const [first] = usable
      if (!first) return callback(new ForbiddenAddressError(`${hostname} is ${namesOf(all)}`), '', 0)
      return options.all ? callback(null, usable) : callback(null, first.address, first.family)
    })
  }
}

const namesOf = (addresses: readonly LookupAddress[]): string => addresses.map(({ address }) => address).join(', ')

function blocksOf(family: 'ipv4' | 'ipv6', blocks: string): BlockList {
  const list = new BlockList()
  for (const [, net = '', bits] of blocks.matchAll(/(\S+)\/(\d+)/g)) list.addSubnet(net, Number(bits), family)
  return list
}

/** The URL parser writes any IPv6 address in hexadecimal groups, so the last two are the 32 bits. */
function lastIpv4Of(address: string): string {
  const groups = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname.slice(1, -1).split(':')
  const [high = 0, low = 0] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
