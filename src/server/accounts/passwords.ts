import { hash, verify } from '@node-rs/argon2'

/** OWASP's recommendation for argon2id, which is the library's default algorithm. */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }

/** An argon2id hash, with its salt and cost in it. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

export function isPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password)
}
