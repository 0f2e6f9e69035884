import { createHash } from 'node:crypto'

type RandomBytes = (size: number) => Uint8Array

/** What the store keeps of a token or a setup code: enough to recognise it, not to use it. */
export function hashSecret(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest()
}

/** 256 random bits: nobody guesses one, so a plain hash protects it. */
export function createToken(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(32)).toString('base64url')
}

/** A first password to hand over: 120 random bits. */
export function createPassword(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(15)).toString('base64url')
}

/** Crockford's: no letter that could be read as a digit or another letter, and 32 of them, so each byte is unbiased. */
const READABLE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Eight characters in two groups, to be read off a terminal and typed. */
export function createSetupCode(randomBytes: RandomBytes): string {
  const characters = [...randomBytes(8)].map((byte) => READABLE[byte % READABLE.length])
  return `${characters.slice(0, 4).join('')}-${characters.slice(4).join('')}`
}

/** The code as it was meant: case, spaces and dashes do not matter, nor O for 0 and I or L for 1. */
export function normaliseSetupCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
}
