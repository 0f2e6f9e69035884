import { fail, ok } from '../../shared/std/result.ts'
import type { Keyring } from '../session/keyring.ts'

/** A keyring whose lock the test turns; what it seals cannot be read in the sealed bytes. */
export interface FakeKeyring extends Keyring {
  state: 'open' | 'locked' | 'absent'
}

export function createFakeKeyring(state: FakeKeyring['state'] = 'open'): FakeKeyring {
  return {
    state,
    async seal(secret) {
      return this.state === 'open'
        ? ok(Buffer.from(`v:${secret}`).map((byte) => byte ^ 0x5a))
        : fail(this.state)
    },
    async unseal(sealed) {
      if (this.state !== 'open') return fail(this.state)
      const text = Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString()
      return text.startsWith('v:') ? ok(text.slice(2)) : fail('unreadable')
    }
  }
}
