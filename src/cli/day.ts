import { InvalidArgumentError } from 'commander'

/** Reads an option that is a day, `YYYY-MM-DD`. */
export function day(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw new InvalidArgumentError('write a day as YYYY-MM-DD.')
}
