import { expect, it } from 'vitest'
import { ada, announced, clientId, makeHello, posted } from '../../shared/testkit/make.ts'
import { encodeDown } from '../../shared/protocol/down.ts'
import { encodeUp } from '../../shared/protocol/up.ts'
import { parseFrame } from '../../shared/protocol/wire.ts'
import { redactFrame, type RedactedFrame } from './redact.ts'

const redact = (text: string): RedactedFrame => redactFrame(parseFrame(text), text.length)
const secret = 'Le mot de passe est sphaigne'

it('keeps what kind of frame it was and its numbers', () => {
  const text = encodeDown({ type: 'event', event: posted(7) })
  expect(redact(text)).toEqual({
    type: 'chat_message',
    stream: 'room:1',
    seq: 7,
    id: 107,
    client_id: clientId(7),
    room: 1,
    n: 7,
    length: text.length
  })
})

it('keeps the number of a level 0 server’s message, written or not', () => {
  const text = '{"type":"chat_message","data":{"id":"123","message":"cc","expediteur":{"id":7}}}'
  expect(redact(text)).toEqual({ type: 'chat_message', id: '123', length: text.length })
})

it.each([
  '{"type":"chat_message","id":"Ada","from":"Lovelace","to":"Ada","room":"mot-de-passe","message":"passe"}',
  '{"type":"message_deleted","message_id":"sphaigne","data":{"id":"passe","n":"mot"}}',
  encodeUp({ type: 'send', body: secret, clientId: clientId(1), roomId: 1 }),
  encodeUp({ type: 'announce', title: secret, body: secret, clientId: clientId(1) }),
  encodeDown({ type: 'event', event: posted(1, { body: secret, sender: { ...ada, firstName: secret } }) }),
  encodeDown({ type: 'event', event: announced(1, { title: secret, body: secret }) }),
  encodeDown({ type: 'error', code: secret, message: secret, requestId: secret }),
  encodeDown({ type: 'online', users: [{ ...ada, username: secret }] }),
  encodeDown(makeHello({ server: { name: secret, epoch: secret } })),
  JSON.stringify({ type: secret, stream: [secret], data: { id: secret, n: { deep: secret } } }),
  secret,
  `"${secret}"`,
  'null'
])('keeps no words: %s', (text) => {
  expect(JSON.stringify(redact(text))).not.toMatch(/mot|passe|sphaigne|Ada|Lovelace/)
})
