import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressIn, ForbiddenAddressError, guardedLookup, isPublicAddress } from '../../src/http/address.ts'

describe('isPublicAddress', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['0.0.0.0', 'this host'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.100.100.200', 'shared, and a cloud’s metadata'],
    ['169.254.169.254', 'link-local, and most clouds’ metadata'],
    ['168.63.129.16', 'a cloud’s metadata in public space'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['::1', 'loopback'],
    ['::', 'unspecified'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'unique local, and a cloud’s metadata'],
    ['ff02::1', 'multicast'],
    ['::ffff:127.0.0.1', 'mapped loopback'],
    ['::ffff:a9fe:a9fe', 'mapped metadata'],
    ['::127.0.0.1', 'compatible loopback'],
    ['64:ff9b::10.0.0.1', 'translated private'],
    ['2002:7f00:1::', 'a tunnel to loopback'],
    ['2001:db8::1', 'documentation'],
    ['localhost', 'no address'],
    ['', 'nothing'],
  ])('refuses %s (%s)', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
  ])('lets %s pass', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test('sees through a mapped address exactly as through the address itself', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address))
      }),
    )
  })
})

test('an address is found in a host name however the URL wrote it', () => {
  const hosts = [
    'http://127.0.0.1:80',
    'http://0x7f.1',
    'http://2130706433',
    'http://[::1]:8080',
    'http://[::ffff:127.0.0.1]',
  ]
  expect(hosts.map((url) => addressIn(new URL(url).hostname))).toEqual([
    '127.0.0.1',
    '127.0.0.1',
    '127.0.0.1',
    '::1',
    '::ffff:7f00:1',
  ])
  expect(addressIn('ministry.example')).toBeUndefined()
})

describe('guardedLookup', () => {
  const answering = (...addresses: string[]) =>
    guardedLookup(
      (host) => host === 'intranet.example',
      (_host, _options, callback) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
    )
  const lookup = (guarded: ReturnType<typeof guardedLookup>, host: string) =>
    new Promise((settle) => guarded(host, { all: true }, (error, found) => settle(error ?? found)))

  test('answers the public addresses of a name and keeps the others back', async () => {
    expect(await lookup(answering('10.0.0.1', '8.8.8.8'), 'ministry.example')).toEqual([
      { address: '8.8.8.8', family: 4 },
    ])
  })

  test('refuses a name that has private addresses only', async () => {
    expect(await lookup(answering('10.0.0.1', '::1'), 'ministry.example')).toBeInstanceOf(ForbiddenAddressError)
  })

  test('answers whatever an allowed name has', async () => {
    expect(await lookup(answering('10.0.0.1'), 'intranet.example')).toEqual([{ address: '10.0.0.1', family: 4 }])
  })
})
