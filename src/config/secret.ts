import { z } from 'zod'
import { Secret } from '../domain/secret.ts'

/** A setting that is read once and never prints. */
export const secret = z
  .string()
  .min(1)
  .transform((value) => new Secret(value))
