import type { Source } from '../../src/domain/source.ts'

/** A source of a fictional ministry; spell out what the test is about. Requests are not kept apart. */
export function aSource(parts: Partial<Source> = {}): Source {
  return {
    id: 'xa-mfa',
    issuer: 'XA',
    body: 'ministry',
    name: 'Ruritania, foreign ministry',
    language: 'en',
    authority: 'official',
    kind: 'html',
    url: 'https://ministry.example/news/',
    zone: 'UTC',
    intervalMinutes: 15,
    spacingSeconds: 0,
    ...parts,
  }
}
