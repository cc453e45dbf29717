import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SourceError } from '../../src/domain/errors.ts'
import type { Source } from '../../src/domain/source.ts'
import { parseJsonListing } from '../../src/sources/json/parse.ts'
import { aSource } from './builders.ts'

const base = 'https://ministry.example/api'
const read = (text: string, fields: Source['fields']) =>
  parseJsonListing(text, base, aSource({ kind: 'json', url: base, fields }))

const faultOf = (text: string, fields: Source['fields'] = { items: 'data', title: 'title', url: 'url' }): string => {
  try {
    read(text, fields)
  } catch (error) {
    if (error instanceof SourceError) return error.message
    throw error
  }
  return 'no fault'
}

describe('parseJsonListing', () => {
  test('follows dotted paths, through lists and names with spaces', () => {
    const item = {
      head: 'Fish &amp; ships',
      tags: { meta: { 'Publish Date': [{ title: '23.04.2025' }] } },
      link: '/news/7',
    }
    const fields = { items: 'data.list', title: 'head', url: 'link', date: 'tags.meta.Publish Date.0.title' }
    expect(read(JSON.stringify({ data: { list: [item] } }), fields)).toEqual([
      { href: '/news/7', title: 'Fish & ships', publishedAt: new Date('2025-04-23T00:00:00Z'), text: undefined },
    ])
  })

  test('fills in the address, and takes the text where it is there', () => {
    const fields = { items: 'list', title: 't', url: '/briefings/{id}', text: 'html' }
    expect(read('{"list":[{"id":7,"t":"Talks","html":"<p>One.</p><p>Two.</p>"}]}', fields)).toMatchObject([
      { href: '/briefings/7', text: 'One.\nTwo.' },
    ])
  })

  test('finds a list whose place changes, inside a page', () => {
    const state = {
      a8f2: [1, 2],
      '9c11': { body: { items: [{ name: 'Tárgyalás', slug: 'targyalas', date: '2025-04-23' }] } },
    }
    const page = `<html><body><script id="ng-state" type="application/json">${JSON.stringify(state)}</script></body></html>`
    expect(read(page, { script: '#ng-state', title: 'name', url: '/hirek/{slug}', date: 'date' })).toMatchObject([
      { href: '/hirek/targyalas', title: 'Tárgyalás' },
    ])
  })

  test('passes over items that lack an address or a title', () => {
    expect(
      read('{"data":[{"title":"a"},{"url":"/b","title":"b"},null,7]}', { items: 'data', title: 'title', url: 'url' }),
    ).toHaveLength(1)
  })

  test.each([
    ['<!doctype html><html><title>Sorry</title>', /a web page \("Sorry"\) where JSON was expected/],
    ['{"data":', /no JSON/],
    ['', /no JSON/],
    ['{"other":[]}', /JSON without the list data; did the site change\?/],
    ['{"data":[]}', /an empty list/],
    ['{"data":[{"id":1}]}', /a list whose items have no address/],
    ['{"__proto__":{"data":[]}}', /without the list/],
  ])('names what is wrong with %j', (text, reason) => {
    expect(faultOf(text)).toMatch(reason)
    expect(faultOf(text)).toContain('xa-mfa')
  })

  test('gives entries or a SourceError, whatever the answer', () => {
    const anything = fc.oneof(
      fc.json(),
      fc.string(),
      fc.object().map((value) => JSON.stringify({ data: [value, { title: 't', url: 'u' }] })),
    )
    fc.assert(
      fc.property(anything, (text) => {
        expect(faultOf(text)).toMatch(/^(?:no fault|xa-mfa)/)
        expect(faultOf(text, { title: 'title', url: '/{url}/{a.b}' })).toMatch(/^(?:no fault|xa-mfa)/)
      }),
    )
  })
})
