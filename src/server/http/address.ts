import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'

/** Whoever is on this computer may come from any of sixteen million addresses: they are one place. */
export const THIS_COMPUTER = 'this computer'

/** Where a request comes from, for limits: an address, or `THIS_COMPUTER`. */
export type AddressOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string

/**
 * Believes `X-Forwarded-For` of trusted proxies only, from its end: the last address that is no such proxy's is the
 * client's, and what stands before it anybody may have written. `onUntrusted` hears of each that is not believed.
 */
export function createAddressOf(trustedProxies: readonly string[], onUntrusted: () => void): AddressOf {
  const trusted = new BlockList()
  for (const range of trustedProxies) addRange(trusted, range)
  const isTrusted = (address: string): boolean => trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

  return ({ headers, socket }) => {
    const peer = plainAddress(socket.remoteAddress ?? '')
    let address = peer
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
    for (let hop = forwarded.pop()?.trim(); hop !== undefined; hop = forwarded.pop()?.trim()) {
      if (isIP(address) === 0 || !isTrusted(address)) break
      // A proxy that cannot say from where, or says nonsense: then it is the proxy's own.
      if (isIP(hop) === 0) break
      address = plainAddress(hop)
    }
    if (address === peer && headers['x-forwarded-for'] !== undefined) onUntrusted()
    return address === peer && isLoopbackHost(peer) ? THIS_COMPUTER : placeOf(address)
  }
}

const FORWARDING_HEADERS = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via'
]

/** Asked by a program on this computer, by its own name for it, and not on behalf of somebody elsewhere. */
export function isFromThisComputer({
  headers,
  socket
}: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  return (
    isLoopbackHost(plainAddress(socket.remoteAddress ?? '')) &&
    // A page on another site whose name was made to point here would still say that name.
    isLoopbackHost((headers.host ?? '').replace(/:\d+$/, '')) &&
    FORWARDING_HEADERS.every((header) => headers[header] === undefined)
  )
}

export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || /^\[?::1\]?$/.test(host) || (isIP(host) === 4 && host.startsWith('127.'))
}

/** An address, or one with the number of its leading bits. */
export function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

function addRange(list: BlockList, range: string): void {
  const [address = '', bits] = range.split('/')
  const family = isIPv6(address) ? 'ipv6' : 'ipv4'
  if (bits === undefined) list.addAddress(address, family)
  else list.addSubnet(address, Number(bits), family)
}

const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** Whoever has one IPv6 address has the 2^64 beside it: they are one place. */
function placeOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
